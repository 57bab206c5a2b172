package cl.reparto.notification.deadletter;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import cl.reparto.model.Actor;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A dead letter was sent again. What was sent is at the place that this names, under a
 * hash: the note has nothing of a customer.
 *
 * @param letter the dead letter's id
 * @param by who sent it
 * @param at when, on notification-service's clock
 * @param mended whether it was sent otherwise than it came
 * @param topic where to
 * @param partition the partition there
 * @param offset the offset there
 * @param sha256 the hash of the value that was sent, in hexadecimal
 */
public record DeadLetterRedriven(String letter, Actor by, Instant at, boolean mended, String topic, int partition,
		long offset, String sha256) {

	/**
	 * Written by notification-service, and kept longer than any dead letter: brokers
	 * delete whole segments.
	 */
	public static final Topic<DeadLetterRedriven> TOPIC = new Topic<>("dead_letter_redrives", DeadLetterRedriven.class,
			Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(Topics.REMEMBERED.toMillis())));

	/**
	 * Checks the content.
	 * @throws NullPointerException if anything is missing
	 */
	public DeadLetterRedriven {
		Objects.requireNonNull(letter, "letter is missing");
		Objects.requireNonNull(by, "by is missing");
		Objects.requireNonNull(at, "at is missing");
		Objects.requireNonNull(topic, "topic is missing");
		Objects.requireNonNull(sha256, "sha256 is missing");
	}

}
