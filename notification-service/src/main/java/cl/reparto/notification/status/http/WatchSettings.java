package cl.reparto.notification.status.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set about those who wait.
 *
 * @param watchers how many may wait for orders to go on, watchers of pages and long polls
 * together; half of all connections at most, whatever is set
 */
@ConfigurationProperties("reparto.status")
record WatchSettings(@DefaultValue("300") int watchers) {

	WatchSettings {
		if (watchers < 0) {
			throw new IllegalArgumentException("reparto.status.watchers must be 0 or more, not " + watchers);
		}
	}

}
