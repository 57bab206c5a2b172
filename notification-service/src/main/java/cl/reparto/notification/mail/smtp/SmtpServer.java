package cl.reparto.notification.mail.smtp;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

	/** An attempt is cut off so much too late at most. */
	private static final Duration LOOK = Duration.ofMillis(100);

	private final JavaMailSenderImpl configured;

	private final Properties properties = new Properties();

	private final String protocol;

	private final Duration attempt;

	private final Set<SmtpConnection> connections = ConcurrentHashMap.newKeySet();

	/**
	 * Reads the configuration.
	 * @param configured host, port, login and Jakarta Mail's properties
	 * @param attempt how long an attempt to send a mail may last, connecting included
	 * @throws InvalidConfigurationPropertyValueException if a time-out is missing or not
	 * above 0: Jakarta Mail would wait for ever
	 */
	public SmtpServer(JavaMailSenderImpl configured, Duration attempt) {
		this.configured = configured;
		this.properties.putAll(configured.getSession().getProperties());
		this.protocol = (configured.getProtocol() != null) ? configured.getProtocol()
				: JavaMailSenderImpl.DEFAULT_PROTOCOL;
		this.attempt = attempt;
		TIMEOUTS.forEach(this::requireTimeout);
		// Jakarta Mail would try once more, with a socket that nobody can cut off.
		this.properties.put("mail." + this.protocol + ".socketFactory.fallback", "false");
	}

	private void requireTimeout(String name) {
		String property = "mail." + this.protocol + "." + name;
		if (!isAboveZero(this.properties.getProperty(property))) {
			throw new InvalidConfigurationPropertyValueException("spring.mail.properties." + property,
					this.properties.getProperty(property), "must be a number of milliseconds above 0");
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
		SmtpConnection connection = new SmtpConnection(this);
		this.connections.add(connection);
		return connection;
	}

	/**
	 * Cuts off attempts that last for too long, until interrupted.
	 * @throws InterruptedException if interrupted
	 */
	public void watch() throws InterruptedException {
		while (true) {
			Thread.sleep(LOOK);
			this.connections.forEach(SmtpConnection::cutIfLate);
		}
	}

	Duration attempt() {
		return this.attempt;
	}

	void forget(SmtpConnection connection) {
		this.connections.remove(connection);
	}

	/**
	 * Connects, with TLS and login as configured.
	 * @param sockets makes its socket
	 * @return an open connection, for one thread
	 * @throws MessagingException if that fails
	 */
	SmtpDialogue connect(PromptSockets sockets) throws MessagingException {
		Properties own = new Properties();
		own.putAll(this.properties);
		own.put("mail." + this.protocol + ".socketFactory", sockets);
		SmtpDialogue dialogue = new SmtpDialogue(Session.getInstance(own), this.protocol);
		dialogue.connect(this.configured.getHost(), this.configured.getPort(), this.configured.getUsername(),
				this.configured.getPassword());
		return dialogue;
	}

}
