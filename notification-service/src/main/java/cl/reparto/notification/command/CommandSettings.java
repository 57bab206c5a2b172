package cl.reparto.notification.command;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set.
 *
 * @param answerWithin how long whoever acts waits for what comes of it; from then on they
 * are told where to look
 * @param atOnce how many may wait so; a quarter of all connections at most, whatever is
 * set
 */
@ConfigurationProperties("reparto.commands")
record CommandSettings(@DefaultValue("2s") Duration answerWithin, @DefaultValue("200") int atOnce) {

	private static final Duration LONGEST = Duration.ofSeconds(5);

	CommandSettings {
		if (answerWithin.isNegative() || answerWithin.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("reparto.commands.answer-within must be from 0s to "
					+ LONGEST.toSeconds() + "s, not " + answerWithin);
		}
		if (atOnce < 1) {
			throw new IllegalArgumentException("reparto.commands.at-once must be 1 or more, not " + atOnce);
		}
	}

}
