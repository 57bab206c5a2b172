package cl.reparto.service;

import cl.reparto.model.TopicLayout;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service makes its topics.
 *
 * @param partitions the partitions of each topic
 * @param replicas the copies of each partition
 * @param minInsyncReplicas the copies that must have a record before it is acknowledged
 */
@ConfigurationProperties("reparto.topics")
record TopicSettings(@DefaultValue("5") int partitions, @DefaultValue("3") int replicas,
		@DefaultValue("2") int minInsyncReplicas) {

	TopicLayout layout() {
		return new TopicLayout(this.partitions, this.replicas, this.minInsyncReplicas);
	}

}
