package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import cl.reparto.notification.mail.outbox.MailLease;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * Makes the mailer's consumers.
 *
 * @param configured connection, sizes and time-outs of {@code spring.kafka.consumer}
 * @param admin connection and login of a client that asks brokers
 * @param instance the member's own name through restarts; null if it has none
 */
public record MailConsumers(ConsumerFactory<byte[], byte[]> configured, Map<String, Object> admin,
		@Nullable String instance) {

	/** All instances share the partitions of {@code order_processing} in this group. */
	static final String GROUP = "notification-mail";

	private static final Duration METADATA = Duration.ofSeconds(2);

	/**
	 * A member of the group. In a rebalance it keeps working on what it keeps.
	 * @return a consumer that commits nothing on its own
	 */
	Consumer<byte[], byte[]> member() {
		Properties configs = promises();
		configs.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(MailLease.SESSION.toMillis()));
		configs.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
		// How soon a partition is read that order_processing was given.
		configs.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, Math.toIntExact(METADATA.toMillis()));
		if (this.instance != null) {
			configs.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, this.instance);
		}
		return this.configured.createConsumer(GROUP, GROUP, null, configs);
	}

	/**
	 * A reader on its own.
	 * @param bootstrapServers the brokers that it asks first who leads
	 * @return a consumer to assign partitions to
	 */
	Consumer<byte[], byte[]> reader(String bootstrapServers) {
		Properties configs = promises();
		configs.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
		return this.configured.createConsumer(null, GROUP + "-notes", null, configs);
	}

	/**
	 * Asks who leads.
	 * @return to be closed
	 */
	Leaders leaders() {
		return new Leaders(this.admin);
	}

	/**
	 * A reader that commits what it has read, without being a member of a group.
	 * @return a consumer to assign partitions to
	 */
	public Consumer<byte[], byte[]> commands() {
		return this.configured.createConsumer(GROUP + "-commands", GROUP + "-commands", null, promises());
	}

	/** Promises, so not left to {@code spring.kafka.consumer}. */
	private static Properties promises() {
		Properties configs = new Properties();
		configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
		configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
		configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		configs.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
		configs.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
		return configs;
	}

}
