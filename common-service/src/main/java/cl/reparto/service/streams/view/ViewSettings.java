package cl.reparto.service.streams.view;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set about how old a view may be.
 *
 * @param currentWithin for how long an instance answers after it has last proven that its
 * view is current; longer than brokers take to agree on a new leader
 */
@ConfigurationProperties("reparto.view")
public record ViewSettings(@DefaultValue("10s") Duration currentWithin) {

	private static final Duration LEAST = Duration.ofSeconds(1);

	/**
	 * Checks the settings.
	 * @throws IllegalArgumentException if a proof would not hold until the next
	 */
	public ViewSettings {
		if (currentWithin.compareTo(LEAST) < 0) {
			throw new IllegalArgumentException("reparto.view.current-within must be 1s or more, not " + currentWithin);
		}
	}

}
