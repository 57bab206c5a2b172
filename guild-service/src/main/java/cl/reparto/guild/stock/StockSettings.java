package cl.reparto.guild.stock;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set about stock.
 *
 * @param low with fewer than so many, a cart has little left
 * @param lotSize how many carts make a lot
 * @param longestWait how long a cart waits at most for others to make a lot with; then
 * the lot is smaller. Null if it waits until there are enough
 */
@ConfigurationProperties("reparto.guild.stock")
record StockSettings(@DefaultValue("20") int low, @DefaultValue("5") int lotSize, @Nullable Duration longestWait) {

	StockSettings {
		if (low < 1) {
			throw new IllegalArgumentException("reparto.guild.stock.low must be 1 or more, not " + low);
		}
		if (lotSize < 1 || lotSize > 1_000) {
			throw new IllegalArgumentException("reparto.guild.stock.lot-size must be from 1 to 1000, not " + lotSize);
		}
		if (longestWait != null && !longestWait.isPositive()) {
			throw new IllegalArgumentException(
					"reparto.guild.stock.longest-wait must be more than 0s or not set, not " + longestWait);
		}
	}

}
