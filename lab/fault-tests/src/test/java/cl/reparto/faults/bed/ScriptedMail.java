package cl.reparto.faults.bed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import cl.reparto.local.ProcessOverrides;

/**
 * Lets everyone mail to one server, by its port, which knows them by their names. Their
 * patience with it is short, so that it need not be bad for long to be very bad.
 */
public record ScriptedMail(int port) implements ProcessOverrides {

	/**
	 * How many mails each instance sends at once: more than usual, since a note takes its
	 * time where everything shares two cores. As many may be under way when it dies.
	 */
	public static final int LANES = 16;

	/** How long a lane waits for a reply. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/**
	 * How many mails wait at an instance until it reads no more: fewer than usual, so
	 * that they are soon so many when no mail goes out.
	 */
	public static final int BACKLOG = 300;

	/** This instance of notification-service sends nothing that is not encrypted. */
	public static final int STRICT = 4;

	/**
	 * How many mails of an instance a server may have had that has not replied for a
	 * time: each lane's, and its next one when it has lost its patience.
	 * @param since when it last replied, on the clock of {@link System#nanoTime}
	 */
	public static int mostWithoutReply(long since) {
		return LANES * (1 + Math.toIntExact((System.nanoTime() - since) / PATIENCE.toNanos()));
	}

	@Override
	public Map<String, String> settings(String process) {
		Map<String, String> settings = new HashMap<>();
		settings.put("reparto.mail.enabled", "true");
		settings.put("reparto.mail.backlog", Integer.toString(BACKLOG));
		settings.put("reparto.mail.lanes", Integer.toString(LANES));
		settings.put("reparto.mail.retry.longest", "10s");
		settings.put("spring.mail.properties.mail.smtp.timeout", Long.toString(PATIENCE.toMillis()));
		settings.put("spring.mail.host", "127.0.0.1");
		settings.put("spring.mail.port", Integer.toString(this.port));
		settings.put("spring.mail.properties.mail.smtp.localhost", process);
		settings.put("spring.kafka.consumer.properties.max.poll.interval.ms", "10000");
		if (process.equals("notification-" + STRICT)) {
			settings.put("spring.mail.properties.mail.smtp.starttls.enable", "true");
			settings.put("spring.mail.properties.mail.smtp.starttls.required", "true");
		}
		return settings;
	}

}
