package cl.reparto.guild.intake;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.model.Topic;
import cl.reparto.service.keys.IdempotencySettings;
import cl.reparto.service.keys.KeyedRequest;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/**
 * Puts the intake together.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencySettings.class)
class IntakeConfiguration {

	private static final List<Topic<?>> TOPICS = List.of(GuildTopics.NUEVOS_MIEMBROS, GuildTopics.REGISTRO_VENTA,
			GuildTopics.STOCK, GuildTopics.UBICACION);

	/** Sees to the topics, lets records in, and keeps reading back those with a key. */
	@Bean
	Worker intakeReading(TopicSetup guildTopics, AcknowledgedLog log, KeyedRequests keys,
			ApplicationEventPublisher events) {
		return new Worker("intake", () -> {
			guildTopics.await(TOPICS, List.of());
			guildTopics.keepOnlyOf(keys.folder(), TOPICS);
			log.open(TOPICS);
			keys.run();
		}, events).outlivesTheWebServer();
	}

	/**
	 * Of positions and notices, Kafka has a key for a day only. After that it is known
	 * where it was read, for its life; who has lost that folder takes it for a new one.
	 */
	@Bean
	KeyedRequests keyedRequests(IdempotencySettings settings, ConsumerFactory<String, byte[]> consumers,
			AcknowledgedLog log, InstantSource clock) {
		return new KeyedRequests(settings, consumers, log, TOPICS, (record) -> KeyedRequest.read(record.headers()),
				GuildTopics.RETENTION, clock);
	}

	@Bean
	AcknowledgedLog acknowledgedLog(KafkaTemplate<String, byte[]> kafka, MeterRegistry registry) {
		return new AcknowledgedLog(kafka, "what is sent to the guild",
				Timer.builder("reparto.gremio.append")
					.description("From sending a record to Kafka until it was acknowledged")
					.publishPercentileHistogram()
					.register(registry));
	}

	/** In place of Boot's, which logs records, people and all. */
	@Bean
	ProducerListener<Object, Object> producerListener() {
		return new ProducerListener<>() {
		};
	}

	/** Nobody measures a cart's life more finely. */
	@Bean
	Clock clock() {
		return Clock.tickMillis(ZoneOffset.UTC);
	}

}
