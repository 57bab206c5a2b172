package cl.reparto.notification.command;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import cl.reparto.model.command.CommandTopics;
import cl.reparto.notification.status.StatusSettings;
import cl.reparto.notification.status.StatusView;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Puts together what takes commands.
 */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

	/**
	 * Promises, so not left to {@code spring.kafka.producer}. Together below the time
	 * after which the gateway gives up.
	 */
	private static final Map<String, Object> WRITES = Map.of(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
			StringSerializer.class, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
			ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
			ProducerConfig.LINGER_MS_CONFIG, 0, ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_400,
			ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_400);

	@Bean
	Outcomes outcomes(MeterRegistry registry) {
		Outcomes outcomes = new Outcomes();
		Gauge.builder("reparto.commands.waiters", outcomes, Outcomes::count)
			.description("Requests that wait for what comes of a command")
			.register(registry);
		return outcomes;
	}

	/** For what people say, of orders and of the shop. */
	@Bean
	KafkaTemplate<String, byte[]> kafkaTemplate(ProducerFactory<String, byte[]> producers) {
		return new KafkaTemplate<>(producers, WRITES);
	}

	@Bean
	KafkaCommandLog commandLog(KafkaTemplate<String, byte[]> kafka, MeterRegistry registry) {
		return new KafkaCommandLog(kafka, registry);
	}

	@Bean
	OrderActs orderActs(StatusView view, CommandLog log, Outcomes outcomes, StatusSettings status,
			CommandSettings settings) {
		return new OrderActs(view, log, outcomes, status, settings, InstantSource.system());
	}

	/** Until then, nobody's command is taken. */
	@Bean
	Worker outcomeReading(TopicSetup topics, ConsumerFactory<byte[], byte[]> consumers, Outcomes outcomes,
			KafkaCommandLog log, ApplicationEventPublisher events) {
		OutcomeReader reader = new OutcomeReader(consumers, outcomes);
		return new Worker("order-command-outcomes", () -> {
			topics.await(List.of(CommandTopics.ORDER_COMMANDS), List.of(CommandTopics.ORDER_COMMAND_OUTCOMES));
			reader.run(log::open);
		}, events).outlivesTheWebServer();
	}

}
