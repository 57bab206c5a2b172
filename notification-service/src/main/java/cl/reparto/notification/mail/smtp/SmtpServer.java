package cl.reparto.notification.mail.smtp;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * The mail server of {@code spring.mail}. Spring's own sender connects for every mail;
 * here a connection is kept, so only its configuration is used.
 */
public final class SmtpServer {

	/**
	 * Not for writing: Jakarta Mail sets a timer for each write, and an attempt has its
	 * own time.
	 */
	private static final Set<String> TIMEOUTS = Set.of("connectiontimeout", "timeout");

	private final JavaMailSenderImpl configured;

	private final Session session;

	private final String protocol;

	private final Duration attempt;

	/**
	 * Reads the configuration.
	 * @param configured host, port, login and Jakarta Mail's properties
	 * @param attempt how long an attempt to send a mail may last, connecting included
	 * @throws InvalidConfigurationPropertyValueException if a time-out is missing or not
	 * above 0: Jakarta Mail would wait for ever
	 */
	public SmtpServer(JavaMailSenderImpl configured, Duration attempt) {
		this.configured = configured;
		this.session = configured.getSession();
		this.protocol = (configured.getProtocol() != null) ? configured.getProtocol()
				: JavaMailSenderImpl.DEFAULT_PROTOCOL;
		this.attempt = attempt;
		TIMEOUTS.forEach(this::requireTimeout);
		this.session.getProperties().putIfAbsent("mail.smtp.socketFactory", new PromptSockets());
	}

	private void requireTimeout(String name) {
		String property = "mail." + this.protocol + "." + name;
		Properties properties = this.session.getProperties();
		if (!isAboveZero(properties.getProperty(property))) {
			throw new InvalidConfigurationPropertyValueException("spring.mail.properties." + property,
					properties.getProperty(property), "must be a number of milliseconds above 0");
		}
	}

	private static boolean isAboveZero(@Nullable String millis) {
		return millis != null && millis.matches("0*[1-9][0-9]{0,8}");
	}

	/**
	 * A connection of one's own.
	 * @return not connected yet; for one thread
	 */
	public SmtpConnection connection() {
		return new SmtpConnection(this);
	}

	Duration attempt() {
		return this.attempt;
	}

	/**
	 * Connects, with TLS and login as configured.
	 * @return an open connection, for one thread
	 * @throws MessagingException if that fails
	 */
	SmtpDialogue connect() throws MessagingException {
		SmtpDialogue dialogue = new SmtpDialogue(this.session, this.protocol);
		dialogue.connect(this.configured.getHost(), this.configured.getPort(), this.configured.getUsername(),
				this.configured.getPassword());
		return dialogue;
	}

}
