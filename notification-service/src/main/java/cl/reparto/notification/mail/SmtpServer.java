package cl.reparto.notification.mail;

import java.time.Duration;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;

import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * The mail server of {@code spring.mail}. Spring's own sender connects for every mail;
 * here a connection is kept, so only its configuration is used.
 */
final class SmtpServer {

	private final JavaMailSenderImpl configured;

	private final Session session;

	private final String protocol;

	/**
	 * Completes the configuration. What {@code spring.mail.properties} says stands.
	 * @param configured host, port, login and Jakarta Mail's properties
	 * @param timeouts how long to wait for the server
	 */
	SmtpServer(JavaMailSenderImpl configured, Timeouts timeouts) {
		this.configured = configured;
		this.session = configured.getSession();
		this.protocol = (configured.getProtocol() != null) ? configured.getProtocol()
				: JavaMailSenderImpl.DEFAULT_PROTOCOL;
		// Jakarta Mail waits for ever unless told otherwise.
		complete("connectiontimeout", millis(timeouts.connect()));
		complete("timeout", millis(timeouts.read()));
		complete("writetimeout", millis(timeouts.write()));
		complete("ssl.checkserveridentity", "true");
		complete("quitwait", "false");
	}

	private void complete(String property, String value) {
		Properties properties = this.session.getProperties();
		properties.putIfAbsent("mail." + this.protocol + "." + property, value);
	}

	private static String millis(Duration timeout) {
		return Long.toString(timeout.toMillis());
	}

	/**
	 * Connects, with TLS and login as configured.
	 * @return an open connection, for one thread
	 * @throws MessagingException if that fails
	 */
	Transport connect() throws MessagingException {
		Transport transport = this.session.getTransport(this.protocol);
		transport.connect(this.configured.getHost(), this.configured.getPort(), this.configured.getUsername(),
				this.configured.getPassword());
		return transport;
	}

}
