package cl.reparto.guild.sales;

import java.time.Duration;
import java.time.Instant;

import cl.reparto.guild.events.SaleEvent.Sale;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set for sales.
 *
 * @param closing how long after its end a day is closed
 * @param delay how long a change of a day's figures may wait for others before they are
 * told
 * @param margin how much longer than {@link Sale#LATEST} days and sales are remembered:
 * more than sales can ever be out of the order in which the guild heard of them
 */
@ConfigurationProperties("reparto.guild.sales")
record SalesSettings(@DefaultValue("10m") Duration closing, @DefaultValue("200ms") Duration delay,
		@DefaultValue("6h") Duration margin) {

	SalesSettings {
		require("closing", closing, Duration.ofHours(12));
		require("delay", delay, Duration.ofMinutes(1));
		require("margin", margin, Duration.ofDays(30));
	}

	private static void require(String name, Duration value, Duration most) {
		if (value.isNegative() || value.compareTo(most) > 0) {
			throw new IllegalArgumentException(
					"reparto.guild.sales." + name + " must be from 0s to " + most + ", not " + value);
		}
	}

	Instant closes(SalesDay day) {
		return day.end().plus(this.closing);
	}

	/** When the guild hears of no more of a day's sales. */
	Instant forgets(SalesDay day) {
		return closes(day).plus(Sale.LATEST).plus(this.margin);
	}

}
