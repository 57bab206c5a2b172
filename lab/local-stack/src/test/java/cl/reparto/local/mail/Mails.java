package cl.reparto.local.mail;

import java.time.Instant;
import java.util.List;

/**
 * Mails for tests.
 */
final class Mails {

	private Mails() {
	}

	static ReceivedMail mail(long id, String subject, String... references) {
		return new ReceivedMail(id, "<" + id + "@reparto>", "Reparto <pedidos@reparto.example>", "ana@example.com",
				subject, Instant.parse("2026-03-01T12:00:00Z"), (references.length > 0) ? references[0] : null,
				List.of(references), "Hola", "<p>Hola</p>");
	}

}
