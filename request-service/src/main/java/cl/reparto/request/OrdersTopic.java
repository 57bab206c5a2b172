package cl.reparto.request;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;

/**
 * How the topic is made in which orders are kept.
 *
 * @param flushMessages after how many orders a broker writes them to its disk, 1 for
 * before it acknowledges them; null if that is left to the operating system, so that a
 * power cut of all brokers at once loses the last seconds (decision 20)
 */
@ConfigurationProperties("reparto.topics")
record OrdersTopic(@Nullable Integer flushMessages) {

	OrdersTopic {
		if (flushMessages != null && flushMessages < 1) {
			throw new IllegalArgumentException(
					"reparto.topics.flush-messages must be 1 or more, or not set, not " + flushMessages);
		}
	}

	/** The topic with its settings. */
	Topic<OrderRequested> topic() {
		Topic<OrderRequested> orders = Topics.ORDER_REQUESTS;
		if (this.flushMessages == null) {
			return orders;
		}
		Map<String, String> configs = new HashMap<>(orders.configs());
		configs.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, this.flushMessages.toString());
		return new Topic<>(orders.name(), orders.type(), Map.copyOf(configs));
	}

}
