package cl.reparto.service.keys;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How keys become ids, and where they are kept.
 *
 * @param secret the same on every instance, and for good: with another secret, keys from
 * before stand for new requests
 * @param stateDir a folder of this instance alone; what is lost of it is read from Kafka
 * again
 */
@ConfigurationProperties("reparto.idempotency")
public record IdempotencySettings(String secret, Path stateDir) {

	private static final int MIN_LENGTH = 16;

	/**
	 * Checks the secret.
	 * @throws IllegalArgumentException if there is none worth the name
	 */
	public IdempotencySettings(@Nullable String secret, @DefaultValue("state") Path stateDir) {
		if (secret == null || secret.length() < MIN_LENGTH) {
			throw new IllegalArgumentException("reparto.idempotency.secret must be set to " + MIN_LENGTH
					+ " characters or more, random and the same on every instance");
		}
		this.secret = secret;
		this.stateDir = stateDir;
	}

	@Override
	public String toString() {
		return "IdempotencySettings[secret=***, stateDir=" + this.stateDir + "]";
	}

}
