package cl.reparto.service.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;

import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

class MailBodyTests {

	@ParameterizedTest
	@ValueSource(strings = { "<p>Ya&#769; est&#225;</p>\n", "<p>Ya está</p>\n", "🥙 = 1\n.\nFrom here\n" })
	void arrivesAsItWasWritten(String text) throws Exception {
		List<MimeBodyPart> parts = parts(text, "<b>" + text);

		assertThat(parts.get(0).getContent()).isEqualTo(text.replace("\n", "\r\n"));
		assertThat(parts.get(1).getContent()).isEqualTo("<b>" + text.replace("\n", "\r\n"));
	}

	@Test
	void isNotEncodedIfEveryMailServerTakesIt() throws Exception {
		assertThat(parts("Hoy a las 9", "x".repeat(998) + "\n")).extracting(MimeBodyPart::getEncoding)
			.containsExactly("7bit", "7bit");
	}

	@Test
	void isEncodedIfOneMightNotTakeIt() throws Exception {
		assertThat(parts("Mañana", "x".repeat(999))).extracting(MimeBodyPart::getEncoding)
			.containsExactly("quoted-printable", "quoted-printable");
		assertThat(written("Mañana", "x".repeat(999)).split("\r\n"))
			.allMatch((line) -> line.length() <= 76 && line.chars().allMatch((each) -> each < 0x80));
	}

	private static List<MimeBodyPart> parts(String plain, String html) throws Exception {
		byte[] mail = written(plain, html).getBytes(ISO_8859_1);
		Multipart parts = (Multipart) new MimeMessage((Session) null, new ByteArrayInputStream(mail)).getContent();
		return List.of((MimeBodyPart) parts.getBodyPart(0), (MimeBodyPart) parts.getBodyPart(1));
	}

	private static String written(String plain, String html) throws Exception {
		MimeMessage mail = new MimeMessage((Session) null);
		mail.setContent(MailBody.of(plain, html));
		mail.saveChanges();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		mail.writeTo(out);
		return out.toString(ISO_8859_1);
	}

}
