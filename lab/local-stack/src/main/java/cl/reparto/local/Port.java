package cl.reparto.local;

import java.util.Locale;

/**
 * What listens on a port of this machine.
 */
public enum Port {

	/** Takes orders. */
	REQUEST(8080),
	/** Health and metrics of request-service. */
	REQUEST_MANAGEMENT(8090),
	/** Health and metrics of processing-service. */
	PROCESSING(8091),
	/** Shows one processing-service that another lives. */
	PROCESSING_PEERS(8191),
	/** Answers where orders are. */
	NOTIFICATION(8082),
	/** Health and metrics of notification-service. */
	NOTIFICATION_MANAGEMENT(8092),
	/** The guild. */
	GUILD(8083),
	/** Health and metrics of guild-service. */
	GUILD_MANAGEMENT(8093),
	/** Shows one guild-service that another lives. */
	GUILD_PEERS(8193),
	/** Kills processes, and counts what comes of it. */
	KILL(8084),
	/** Kafka, for clients. */
	BROKER(9092),
	/** Kafka, for its own quorum. */
	CONTROLLER(9192),
	/** Metrics of Kafka. */
	BROKER_METRICS(7071),
	/** Takes mails. */
	SMTP(1025),
	/** Shows mails. */
	INBOX(8025);

	private final int usual;

	Port(int usual) {
		this.usual = usual;
	}

	/**
	 * The port unless another is asked for.
	 * @return the port of the first instance
	 */
	public int usual() {
		return this.usual;
	}

	/**
	 * The option that changes it.
	 * @return the option's name, such as {@code request-port}
	 */
	public String option() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-port";
	}

}
