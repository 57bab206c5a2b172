package cl.reparto.request.keys;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How keys become ids.
 *
 * @param secret the same on every instance, and for good: with another secret, keys from
 * before stand for new orders
 */
@ConfigurationProperties("reparto.idempotency")
record IdempotencySettings(String secret) {

	private static final int MIN_LENGTH = 16;

	IdempotencySettings(@Nullable String secret) {
		if (secret == null || secret.length() < MIN_LENGTH) {
			throw new IllegalArgumentException("reparto.idempotency.secret must be set to " + MIN_LENGTH
					+ " characters or more, random and the same on every instance");
		}
		this.secret = secret;
	}

	@Override
	public String toString() {
		return "IdempotencySettings[secret=***]";
	}

}
