package cl.reparto.guild.members.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import cl.reparto.guild.events.Given;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.model.Topic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant is to be told. Travels on {@code miembros_correo}, once for each try.
 *
 * @param id the application's id
 * @param intento which try it is, from 1
 * @param nombre first name
 * @param apellido last name
 * @param correo where to
 * @param patente the cart's plate
 * @param aceptada whether they are a member now
 * @param motivo why; null if nobody said
 * @param decididaEn when it was decided
 */
public record DecisionLetter(UUID id, int intento, String nombre, String apellido, String correo, String patente,
		boolean aceptada, @Nullable String motivo, Instant decididaEn) {

	/**
	 * How long letters stay, in whole segments: longer than a mailer is usually away, and
	 * less than Kafka remembers how far a group has read that is away (7 days). So a
	 * mailer that comes back after that finds no letter that it has mailed.
	 */
	private static final Duration RETENTION = Duration.ofDays(3);

	private static final Duration SEGMENT = Duration.ofDays(1);

	/**
	 * After how long nobody has any more a letter of which nothing was heard: it is gone
	 * from the topic, and another can be written without being the second of two.
	 */
	public static final Duration GONE = RETENTION.plus(SEGMENT).plusDays(3);

	/** Letters to be mailed; by application. */
	public static final Topic<DecisionLetter> TOPIC = new Topic<>("miembros_correo", DecisionLetter.class,
			Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION.toMillis()), TopicConfig.SEGMENT_MS_CONFIG,
					Long.toString(SEGMENT.toMillis())));

	/** Letters that were tried for days, and records that are none. */
	public static final Topic<DecisionLetter> UNDELIVERED = new Topic<>(GuildTopics.deadLetters(TOPIC).name(),
			DecisionLetter.class, GuildTopics.deadLetters(TOPIC).configs());

	public DecisionLetter {
		Given.all("id", id, "nombre", nombre, "apellido", apellido, "correo", correo, "patente", patente, "decididaEn",
				decididaEn);
	}

}
