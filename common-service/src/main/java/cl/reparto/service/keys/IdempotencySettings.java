package cl.reparto.service.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How keys become ids, for how long they are known, and where they are kept.
 *
 * @param secret makes ids of keys; the same on every instance
 * @param otherSecrets those that ids may have been made with elsewhere, or a while ago;
 * the runbook says how to change the secret with them
 * @param life how long a key is known, from its first request on
 * @param clientHeader the header in which the gateway names the client that it has
 * authenticated, to whom keys then belong; without one they belong to all alike
 * @param stateDir a folder of this instance alone; what is lost of it is read from Kafka
 * again
 */
@ConfigurationProperties("reparto.idempotency")
public record IdempotencySettings(String secret, List<String> otherSecrets, Duration life,
		@Nullable String clientHeader, Path stateDir) {

	private static final int MIN_LENGTH = 16;

	/**
	 * Checks the settings.
	 * @throws IllegalArgumentException if there is no secret worth the name, or the life
	 * is too short
	 */
	public IdempotencySettings(@Nullable String secret, @DefaultValue List<String> otherSecrets,
			@DefaultValue("72h") Duration life, @Nullable String clientHeader, @DefaultValue("state") Path stateDir) {
		if (secret == null || secret.length() < MIN_LENGTH) {
			throw new IllegalArgumentException("reparto.idempotency.secret must be set to " + MIN_LENGTH
					+ " characters or more, random and the same on every instance");
		}
		if (otherSecrets.stream().anyMatch((other) -> other.length() < MIN_LENGTH)) {
			throw new IllegalArgumentException("reparto.idempotency.other-secrets must have " + MIN_LENGTH
					+ " characters or more each, with a comma between them");
		}
		if (life.compareTo(DerivedIds.DAY) < 0) {
			throw new IllegalArgumentException("reparto.idempotency.life must be 24h or more, such as 72h");
		}
		this.secret = secret;
		this.otherSecrets = List.copyOf(otherSecrets);
		this.life = life;
		this.clientHeader = (clientHeader != null && !clientHeader.isBlank()) ? clientHeader : null;
		this.stateDir = stateDir;
	}

	/** All that are known, the one in use first. */
	List<String> secrets() {
		return Stream.concat(Stream.of(this.secret), this.otherSecrets.stream()).distinct().toList();
	}

	@Override
	public String toString() {
		return "IdempotencySettings[secret=***, otherSecrets=***, life=" + this.life + ", clientHeader="
				+ this.clientHeader + ", stateDir=" + this.stateDir + "]";
	}

}
