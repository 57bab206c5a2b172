package cl.reparto.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import cl.reparto.load.loop.Client;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * Sends mails over one connection that is kept: as long as ours and of the same parts.
 */
final class LibraryMailer implements Client {

	private static final String CHARSET = StandardCharsets.UTF_8.name();

	private static final String TEXT = "Su pedido va en camino. ¡Gracias!\n".repeat(10);

	private static final String HTML = "<p style=\"margin:0\">Su pedido va en camino. ¡Gracias!</p>\n".repeat(75);

	private final Session session = Session.getInstance(new Properties());

	private final Transport transport;

	private LibraryMailer(int port) throws MessagingException {
		this.transport = this.session.getTransport("smtp");
		this.transport.connect("127.0.0.1", port, null, null);
	}

	/**
	 * Connects, and lets the mail library be as it comes.
	 * @param port where the mail server is on 127.0.0.1
	 */
	static LibraryMailer plain(int port) throws MessagingException {
		System.clearProperty(StreamProvider.class.getName());
		return new LibraryMailer(port);
	}

	/**
	 * Connects, and spares the mail library (all of this JVM) what ours is spared, too:
	 * unless it is named a stream provider, it searches all jars for one ten times a
	 * mail.
	 * @param port where the mail server is on 127.0.0.1
	 */
	static LibraryMailer spared(int port) throws MessagingException {
		System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
		return new LibraryMailer(port);
	}

	@Override
	public void work() throws MessagingException {
		MimeMessage mail = new MimeMessage(this.session);
		mail.setFrom("pedidos@reparto.example");
		mail.setRecipients(RecipientType.TO, "c-17@example.com");
		mail.setSubject("Su pedido está preparándose", CHARSET);
		mail.setContent(new MimeMultipart("alternative", part("plain", TEXT), part("html", HTML)));
		mail.saveChanges();
		this.transport.sendMessage(mail, mail.getAllRecipients());
	}

	private static MimeBodyPart part(String type, String content) throws MessagingException {
		MimeBodyPart part = new MimeBodyPart();
		part.setText(content, CHARSET, type);
		// Said, so that Jakarta Mail need not read it all to choose.
		part.setHeader("Content-Transfer-Encoding", "quoted-printable");
		return part;
	}

	@Override
	public void close() throws IOException {
		try {
			this.transport.close();
		}
		catch (MessagingException ex) {
			throw new IOException(ex);
		}
	}

}
