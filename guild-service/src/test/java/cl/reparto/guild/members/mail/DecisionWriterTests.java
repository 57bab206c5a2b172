package cl.reparto.guild.members.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Pattern;

import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static cl.reparto.guild.members.mail.LetterBuilder.aLetter;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What an applicant's mail program gets to see: every mail is read back from its bytes.
 */
class DecisionWriterTests {

	/** Of a character that is not in ASCII. */
	private static final Pattern REFERENCE = Pattern.compile("&#(\\d{3,});");

	private static final String ID = "3f2a91c4-7d2e-4f0a-9b1c-0a1b2c3d4e5f";

	private final DecisionWriter writer = new DecisionWriter(
			new SenderSettings(true, "Gremio <gremio@reparto.example>").sender());

	@Test
	void welcomesAMember() throws Exception {
		MimeMessage mail = received(aLetter().id(ID));

		assertThat(mail.getSubject()).isEqualTo("Tu solicitud 3F2A91C4: aceptada");
		assertThat(text(mail)).isEqualTo("""
				Tu solicitud fue aceptada

				Desde hoy tu carrito es parte del gremio. ¡Buenas ventas!

				  \u2068Ana Rojas\u2069
				  Carrito KLZX-12
				  Solicitud 3F2A91C4

				Este mensaje se envía solo; no hace falta responderlo.
				""");
		assertThat(html(mail)).contains("Tu solicitud fue aceptada", "<bdi>Ana Rojas</bdi>", "KLZX-12", "3F2A91C4")
			.doesNotContain("Motivo", "{{");
	}

	@Test
	void tellsWhyAnApplicationIsRejected() throws Exception {
		MimeMessage mail = received(aLetter().id(ID).rejected("ya hay una solicitud o un miembro con este RUT"));

		assertThat(mail.getSubject()).isEqualTo("Tu solicitud 3F2A91C4: rechazada");
		assertThat(text(mail)).startsWith("Tu solicitud no fue aceptada\n")
			.contains("\n\nMotivo: \u2068ya hay una solicitud o un miembro con este RUT\u2069\n\n");
		assertThat(html(mail)).contains("Motivo", "<bdi>ya hay una solicitud o un miembro con este RUT</bdi>");
	}

	@Test
	void tellsNoReasonIfThereIsNone() throws Exception {
		assertThat(text(received(aLetter().rejected(null)))).doesNotContain("Motivo");
		assertThat(html(received(aLetter().rejected(" ")))).doesNotContain("Motivo");
	}

	@Test
	void setsTheHeaders() throws Exception {
		MimeMessage mail = received(aLetter().id(ID).to("o'hara+cl@example.cl"));

		assertThat(mail.getMessageID()).isEqualTo("<" + ID + ".aceptada@reparto.example>");
		assertThat(mail.getFrom()).containsExactly(new InternetAddress("Gremio <gremio@reparto.example>"));
		assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("o'hara+cl@example.cl"));
		assertThat(mail.getSentDate().toInstant()).isEqualTo(LetterBuilder.TIME);
		assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
		assertThat(mail.getHeader("Content-Language")).containsExactly("es-CL");
		assertThat(mail.getContentType()).startsWith("multipart/alternative");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ana\r\nBcc: eva@example.cl", "Ana\u2028x", "Ana\u0085x", "\u202EAna" })
	void letsNoNameBreakALineOrTurnTheTextAround(String name) throws Exception {
		MimeMessage mail = received(aLetter().named(name));

		assertThat(mail.getHeader("Bcc")).isNull();
		assertThat(text(mail)).containsPattern("(?m)^  \u2068Ana( Bcc: eva@example.cl| x|) Rojas\u2069$");
	}

	@Test
	void escapesMarkup() throws Exception {
		MimeMessage mail = received(aLetter().named("<b>{{plate}}</b>").rejected("<script>"));

		assertThat(html(mail)).contains("&lt;b&gt;{{plate}}&lt;/b&gt;", "&lt;script&gt;")
			.doesNotContain("<script>", "<b>");
		assertThat(text(mail)).contains("<b>{{plate}}</b>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ana", "ana@example.cl, eva@example.cl", "ana@example.cl\r\nBcc: eva@example.cl",
			"\"a\r\n b\"@example.cl", "grupo: ana@example.cl;", "ana@" })
	void refusesWhatIsNoAddress(String address) {
		assertThatThrownBy(() -> this.writer.write(aLetter().to(address).letter(), empty()))
			.isInstanceOf(AddressException.class);
	}

	@Test
	void mailsToTheAddressWithoutWhatStandsBesideIt() throws Exception {
		MimeMessage mail = received(aLetter().to("Eva <ana@example.cl>"));

		assertThat(mail.getHeader("To")).containsExactly("ana@example.cl");
	}

	@Test
	void keepsALongNameOfEmojisWhole() throws Exception {
		String name = "🥟".repeat(100);

		MimeMessage mail = received(aLetter().named(name));

		assertThat(text(mail)).contains(name);
		assertThat(Arrays.stream(bytes(mail).split("\r\n"))).allMatch((line) -> line.length() < 998);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "gremio", "a@b.cl, c@d.cl" })
	void saysWhatIsWrongWithTheSender(String from) {
		assertThatThrownBy(() -> new SenderSettings(true, from)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("reparto.mail.from must be one address such as");
	}

	private MimeMessage received(LetterBuilder letter) throws Exception {
		MimeMessage mail = empty();
		this.writer.write(letter.letter(), mail);
		return new MimeMessage(Session.getInstance(new Properties()),
				new ByteArrayInputStream(bytes(mail).getBytes(ISO_8859_1)));
	}

	private static MimeMessage empty() {
		return new MimeMessage(Session.getInstance(new Properties()));
	}

	/** As Spring sends it. */
	private static String bytes(MimeMessage mail) throws Exception {
		String id = mail.getMessageID();
		mail.saveChanges();
		mail.setHeader("Message-ID", id);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		mail.writeTo(out);
		return out.toString(ISO_8859_1);
	}

	private static String text(MimeMessage mail) throws Exception {
		return part(mail, 0, "text/plain; charset=UTF-8");
	}

	private static String html(MimeMessage mail) throws Exception {
		return REFERENCE.matcher(part(mail, 1, "text/html; charset=UTF-8"))
			.replaceAll((found) -> Character.toString(Integer.parseInt(found.group(1))));
	}

	private static String part(MimeMessage mail, int index, String type) throws Exception {
		Part part = ((Multipart) mail.getContent()).getBodyPart(index);
		assertThat(part.getContentType()).isEqualTo(type);
		return ((String) part.getContent()).replace("\r\n", "\n");
	}

}
