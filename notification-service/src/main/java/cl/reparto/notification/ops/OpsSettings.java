package cl.reparto.notification.ops;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the operator's page is told.
 *
 * @param localUrl where the local stack shows its processes; null where there is none
 */
@ConfigurationProperties("reparto")
record OpsSettings(@Nullable String localUrl) {

	/**
	 * Checks the address.
	 * @throws IllegalArgumentException if it is none
	 */
	OpsSettings {
		localUrl = (localUrl == null || localUrl.isBlank()) ? null : localUrl.strip();
		if (localUrl != null && !localUrl.matches("https?://\\S+")) {
			throw new IllegalArgumentException(
					"reparto.local-url must be an address such as http://localhost:8079, not " + localUrl);
		}
	}

}
