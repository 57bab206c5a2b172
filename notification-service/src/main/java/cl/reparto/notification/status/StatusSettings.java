package cl.reparto.notification.status;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set.
 *
 * @param patience how long a request waits for an order that is not known yet, or until
 * it is certain that there is none; or for an order that is not yet as far as its
 * {@code If-None-Match} tells
 */
@ConfigurationProperties("reparto.status")
public record StatusSettings(@DefaultValue("2s") Duration patience) {

	/** As long as anyone may wait. */
	public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

	/**
	 * Checks the settings.
	 * @throws IllegalArgumentException if a request would wait for too long
	 */
	public StatusSettings {
		if (patience.isNegative() || patience.compareTo(LONGEST_WAIT) > 0) {
			throw new IllegalArgumentException("reparto.status.patience must be from 0s to 60s, not " + patience);
		}
	}

}
