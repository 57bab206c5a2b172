package cl.reparto.service.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import cl.reparto.service.process.CannotGoOnException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a topic that is there has the settings that promises need.
 *
 * @param admin how to ask and tell the brokers
 * @param mends whether to set what can be set without harm
 */
record TopicMending(Admin admin, boolean mends) {

	private static final Logger log = LoggerFactory.getLogger(TopicMending.class);

	/**
	 * Compares a topic, and mends it where that harms nobody. Without the right to look
	 * at its settings they are taken to be right.
	 * @param topic the topic's name
	 * @param needed the settings that it would be made with
	 * @throws IllegalStateException if a person has to mend it, saying how
	 * @throws KafkaException if Kafka does not answer
	 * @throws InterruptedException if interrupted
	 */
	void settle(String topic, Map<String, String> needed) throws InterruptedException {
		try {
			for (TopicNeed need : TopicNeed.of(needed, found(topic))) {
				settle(topic, need);
			}
		}
		catch (AuthorizationException ex) {
			log.warn("The settings of {} cannot be compared with what promises need: {}", topic, ex.toString());
		}
	}

	private void settle(String topic, TopicNeed need) throws InterruptedException {
		if (!this.mends || !need.isSafe()) {
			throw new CannotGoOnException(need.toMend(topic));
		}
		mend(topic, need);
	}

	private Map<String, String> found(String topic) throws InterruptedException {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
		Map<String, String> found = new HashMap<>();
		KafkaFutures.get(this.admin.describeConfigs(List.of(resource)).all())
			.get(resource)
			.entries()
			.forEach((entry) -> found.put(entry.name(), entry.value()));
		return found;
	}

	private void mend(String topic, TopicNeed need) throws InterruptedException {
		AlterConfigOp set = new AlterConfigOp(new ConfigEntry(need.setting(), need.needed()), AlterConfigOp.OpType.SET);
		try {
			KafkaFutures.get(this.admin
				.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
				.all());
			log.warn("{} had {}={}, now {}", topic, need.setting(), need.found(), need.needed());
		}
		catch (AuthorizationException ex) {
			throw new CannotGoOnException(need.toMend(topic), ex);
		}
	}

}
