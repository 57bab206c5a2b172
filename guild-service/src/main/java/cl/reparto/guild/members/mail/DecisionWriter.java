package cl.reparto.guild.members.mail;

import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;

import cl.reparto.service.mail.MailBody;
import cl.reparto.service.mail.SafeText;
import cl.reparto.service.page.HtmlTemplate;
import cl.reparto.service.page.MailTemplate;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes the mail about a decision: the same each time that it is asked to. Knows no RUT,
 * since letters have none.
 */
final class DecisionWriter {

	private static final Locale CHILE = Locale.of("es", "CL");

	private final HtmlTemplate plain = HtmlTemplate.ofText(DecisionWriter.class, "decision.txt");

	private final MailTemplate html = MailTemplate.of(DecisionWriter.class, "decision.html");

	private final InternetAddress from;

	DecisionWriter(InternetAddress from) {
		this.from = from;
	}

	/**
	 * Writes a mail.
	 * @param letter what to tell
	 * @param mail an empty mail
	 * @throws AddressException if the applicant's address is none
	 * @throws MessagingException if it cannot be written
	 */
	void write(DecisionLetter letter, MimeMessage mail) throws MessagingException {
		Wording wording = Wording.of(letter);
		mail.setRecipient(RecipientType.TO, new InternetAddress(SafeText.address(letter.correo()).getAddress()));
		mail.setFrom(this.from);
		mail.setSubject("Tu solicitud " + number(letter.id()) + ": " + wording.subject(), UTF_8.name());
		mail.setSentDate(Date.from(letter.decididaEn()));
		mail.setHeader("Message-ID", messageId(letter));
		mail.setHeader("Content-Language", CHILE.toLanguageTag());
		// Asks vacation responders to keep quiet (RFC 3834).
		mail.setHeader("Auto-Submitted", "auto-generated");
		mail.setContent(MailBody.of(this.plain.fill(Content.of(letter, wording, SafeText::isolated)),
				this.html.fill(Content.of(letter, wording, SafeText::line))));
	}

	/** The same each time, so that twins can be told (RFC 5322, 3.6.4). */
	private String messageId(DecisionLetter letter) {
		String address = this.from.getAddress();
		return "<" + letter.id() + "." + (letter.aceptada() ? "aceptada" : "rechazada")
				+ address.substring(address.lastIndexOf('@')) + ">";
	}

	/** The application's number as people say it. */
	private static String number(UUID id) {
		return id.toString().substring(0, 8).toUpperCase(Locale.ROOT);
	}

	/** What the templates know. */
	private record Content(Wording wording, String name, String plate, String number, @Nullable String why) {

		static Content of(DecisionLetter letter, Wording wording, UnaryOperator<String> made) {
			String why = letter.motivo();
			return new Content(wording, made.apply(letter.nombre() + " " + letter.apellido()), letter.patente(),
					DecisionWriter.number(letter.id()), (why == null || why.isBlank()) ? null : made.apply(why));
		}

	}

	/**
	 * What a mail says about a decision.
	 *
	 * @param subject the news in a word
	 * @param word the same, as large as can be
	 * @param tone its colour
	 * @param headline the news in one line
	 * @param body the news in a sentence or two
	 */
	private record Wording(String subject, String word, String tone, String headline, String body) {

		static Wording of(DecisionLetter letter) {
			return letter.aceptada()
					? new Wording("aceptada", "Aceptada", "done", "Tu solicitud fue aceptada",
							"Desde hoy tu carrito es parte del gremio. ¡Buenas ventas!")
					: new Wording("rechazada", "No aceptada", "late", "Tu solicitud no fue aceptada",
							"Esta vez no podemos sumar tu carrito al gremio. Puedes enviar otra solicitud cuando quieras.");
		}

	}

}
