package cl.reparto.notification.status.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set about those who wait.
 *
 * @param watchers how many may wait for orders to go on, watchers of pages and long polls
 * together; whatever is set, no more listen than a third of the heap bears, and no more
 * poll than half of all connections
 */
@ConfigurationProperties("reparto.status")
record WatchSettings(@DefaultValue("10000") int watchers) {

	WatchSettings {
		if (watchers < 0) {
			throw new IllegalArgumentException("reparto.status.watchers must be 0 or more, not " + watchers);
		}
	}

}
