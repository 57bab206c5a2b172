package cl.reparto.request;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this service.
 *
 * @param answerWithin the longest that an order with a key waits until it is kept and
 * read back, before the customer is asked to try again; keeping it has time-outs of its
 * own, those of the producer
 * @param atOnce how many orders may wait for Kafka at once; a customer beyond that is
 * asked at once to try again
 */
@ConfigurationProperties("reparto")
record RequestSettings(@DefaultValue("4500ms") Duration answerWithin, @DefaultValue("500") int atOnce) {

	RequestSettings {
		if (!answerWithin.isPositive()) {
			throw new IllegalArgumentException("reparto.answer-within must be above zero, such as 4500ms");
		}
		if (atOnce < 1) {
			throw new IllegalArgumentException("reparto.at-once must be 1 or more, such as 500");
		}
	}

}
