package cl.reparto.guild.notices;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set about notices.
 *
 * @param confirmedBy how many different agents confirm that a cart is fugitive
 * @param quota how many notices of an agent about one cart count, for each hour of the
 * clock
 * @param retention how long a fugitive that was recovered is remembered, and a pirate
 * that is seen no more
 */
@ConfigurationProperties("reparto.guild.notices")
record NoticesSettings(@DefaultValue("3") int confirmedBy, @DefaultValue("5") int quota,
		@DefaultValue("60d") Duration retention) {

	private static final Duration SHORTEST = Duration.ofDays(1);

	private static final Duration LONGEST = Duration.ofDays(3_650);

	NoticesSettings {
		if (confirmedBy < 1 || confirmedBy > Episodes.MOST_AGENTS) {
			throw new IllegalArgumentException("reparto.guild.notices.confirmed-by must be from 1 to "
					+ Episodes.MOST_AGENTS + ", not " + confirmedBy);
		}
		if (quota < 1 || quota > Evidence.MOST_KEPT) {
			throw new IllegalArgumentException(
					"reparto.guild.notices.quota must be from 1 to " + Evidence.MOST_KEPT + ", not " + quota);
		}
		if (retention.compareTo(SHORTEST) < 0 || retention.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("reparto.guild.notices.retention must be from " + SHORTEST.toDays()
					+ "d to " + LONGEST.toDays() + "d, not " + retention);
		}
	}

}
