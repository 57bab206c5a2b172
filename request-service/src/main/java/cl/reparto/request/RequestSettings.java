package cl.reparto.request;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this service.
 *
 * @param statusUrl where notification-service is seen from outside, without the path;
 * empty for addresses relative to this service's own
 * @param answerWithin the longest that an order with a key waits until it is kept and
 * read back, before the customer is asked to try again; keeping it has time-outs of its
 * own, those of the producer
 * @param bodyWithin how long a body may take to come in; a read that has begun may take
 * {@code server.tomcat.connection-timeout} longer
 * @param atOnce how many orders may wait for Kafka at once; a customer beyond that is
 * asked at once to try again
 * @param idempotency how keys become ids
 */
@ConfigurationProperties("reparto")
record RequestSettings(@DefaultValue("http://localhost:8082") String statusUrl,
		@DefaultValue("4500ms") Duration answerWithin, @DefaultValue("10s") Duration bodyWithin,
		@DefaultValue("500") int atOnce, @DefaultValue Idempotency idempotency) {

	RequestSettings {
		if (!statusUrl.isEmpty() && !statusUrl.matches("https?://[^\\s?#]*[^\\s?#/]")) {
			throw new IllegalArgumentException(
					"reparto.status-url must be an address such as https://reparto.example, without / at its end, or empty");
		}
		if (!answerWithin.isPositive()) {
			throw new IllegalArgumentException("reparto.answer-within must be above zero, such as 4500ms");
		}
		if (!bodyWithin.isPositive()) {
			throw new IllegalArgumentException("reparto.body-within must be above zero, such as 10s");
		}
		if (atOnce < 1) {
			throw new IllegalArgumentException("reparto.at-once must be 1 or more, such as 500");
		}
	}

	/**
	 * Where the status of an order is read.
	 * @param id the order's id
	 * @return an absolute address, or a path if {@code statusUrl} is empty
	 */
	String statusOf(UUID id) {
		return this.statusUrl + "/orders/" + id + "/status";
	}

	/**
	 * How keys become ids.
	 *
	 * @param secret the same on every instance, and for good: with another secret, keys
	 * from before stand for new orders
	 */
	record Idempotency(String secret) {

		private static final int MIN_LENGTH = 16;

		Idempotency(@Nullable String secret) {
			if (secret == null || secret.length() < MIN_LENGTH) {
				throw new IllegalArgumentException("reparto.idempotency.secret must be set to " + MIN_LENGTH
						+ " characters or more, random and the same on every instance");
			}
			this.secret = secret;
		}

		@Override
		public String toString() {
			return "Idempotency[secret=***]";
		}

	}

}
