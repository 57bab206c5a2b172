package cl.reparto.local.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A mail that the server took.
 *
 * @param recipient from the envelope
 * @param messageId with its angle brackets; empty if it had none
 * @param at when
 * @param content header and body; one character for each byte; empty unless the server
 * was told to remember or to hand mails on
 */
public record TakenMail(String recipient, String messageId, Instant at, String content) {

	private static final String ID = "Message-ID:";

	/**
	 * Reads a mail up to the final dot.
	 * @param in where it comes from
	 * @param recipient who it is to
	 * @param whole whether to keep the content
	 * @return the mail
	 * @throws IOException if the connection ends before the dot
	 */
	static TakenMail read(BufferedReader in, String recipient, boolean whole) throws IOException {
		StringBuilder content = new StringBuilder();
		String id = "";
		boolean header = true;
		for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
			if (line == null) {
				throw new IOException("cut within a mail");
			}
			header = header && !line.isEmpty();
			if (header && line.regionMatches(true, 0, ID, 0, ID.length())) {
				id = line.substring(ID.length()).strip();
			}
			if (whole) {
				content.append(line, line.startsWith(".") ? 1 : 0, line.length()).append("\r\n");
			}
		}
		return new TakenMail(recipient, id, Instant.now(), content.toString());
	}

	/**
	 * The mail as it came.
	 * @return header and body
	 */
	public byte[] raw() {
		return this.content.getBytes(StandardCharsets.ISO_8859_1);
	}

}
