package cl.reparto.guild.location;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set about the places of carts.
 *
 * @param silence after how long without a sign of life a cart is lost
 */
@ConfigurationProperties("reparto.guild.location")
record LocationSettings(@DefaultValue("60s") Duration silence) {

	LocationSettings {
		if (silence.compareTo(Duration.ofSeconds(1)) < 0 || silence.compareTo(Duration.ofHours(12)) > 0) {
			throw new IllegalArgumentException(
					"reparto.guild.location.silence must be from 1s to 12h, such as 60s, not " + silence);
		}
	}

}
