package cl.reparto.guild.board;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set about what is shown.
 *
 * @param positionClears whether a cart is shown as fugitive no longer once it has told
 * where it is after the last notice; otherwise an official must say so
 * @param watchers how many may listen to carts at once
 */
@ConfigurationProperties("reparto.guild.board")
record BoardSettings(@DefaultValue("false") boolean positionClears, @DefaultValue("200") int watchers) {

	BoardSettings {
		if (watchers < 0 || watchers > 10_000) {
			throw new IllegalArgumentException("reparto.guild.board.watchers must be from 0 to 10000, not " + watchers);
		}
	}

}
