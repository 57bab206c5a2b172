package cl.reparto.guild.intake;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set about what is taken in.
 *
 * @param answerWithin the longest that a request with a key waits until it is kept and
 * read back, and an official for what came of a word
 * @param atOnce how many requests may wait for Kafka at once
 */
@ConfigurationProperties("reparto.guild.intake")
record IntakeSettings(@DefaultValue("4500ms") Duration answerWithin, @DefaultValue("500") int atOnce) {

	IntakeSettings {
		if (!answerWithin.isPositive()) {
			throw new IllegalArgumentException("reparto.guild.intake.answer-within must be above zero, such as 4500ms");
		}
		if (atOnce < 1) {
			throw new IllegalArgumentException("reparto.guild.intake.at-once must be 1 or more, such as 500");
		}
	}

}
