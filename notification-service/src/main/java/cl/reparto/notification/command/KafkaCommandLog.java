package cl.reparto.notification.command;

import java.util.List;
import java.util.Map;

import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.service.topics.AcknowledgedLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Keeps commands in {@code order_commands}, each in the partition of its order: there it
 * is in one line with what else happens to the order.
 */
final class KafkaCommandLog implements CommandLog, AutoCloseable {

	/**
	 * Promises, so not left to {@code spring.kafka.producer}. Together below the time
	 * after which the gateway gives up.
	 */
	private static final Map<String, Object> CONFIGS = Map.of(ProducerConfig.ACKS_CONFIG, "all",
			ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.LINGER_MS_CONFIG, 0,
			ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_400, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000,
			ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_400);

	private final DefaultKafkaProducerFactory<String, byte[]> producers;

	private final AcknowledgedLog log;

	/**
	 * Connects when it is opened.
	 * @param configured connection and sizes of {@code spring.kafka.producer}
	 * @param registry takes the times
	 */
	KafkaCommandLog(Map<String, Object> configured, MeterRegistry registry) {
		this.producers = new DefaultKafkaProducerFactory<>(configured, new StringSerializer(),
				new ByteArraySerializer());
		this.producers.updateConfigs(CONFIGS);
		this.log = new AcknowledgedLog(new KafkaTemplate<>(this.producers), "commands",
				Timer.builder("reparto.commands.append")
					.description("Time until all in-sync replicas have a command")
					.publishPercentileHistogram()
					.register(registry));
	}

	/** Lets commands in, once what comes of them will be heard. */
	void open() {
		this.log.open(List.of(CommandTopics.ORDER_COMMANDS));
	}

	@Override
	public void append(OrderCommand command, int partition) {
		this.log.append(new ProducerRecord<>(CommandTopics.ORDER_COMMANDS.name(), partition, command.order().toString(),
				CommandTopics.ORDER_COMMANDS.write(command)));
	}

	@Override
	public void close() {
		this.producers.reset();
	}

}
