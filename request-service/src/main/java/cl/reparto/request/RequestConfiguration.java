package cl.reparto.request;

import java.time.Clock;
import java.util.List;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

import cl.reparto.model.Topics;
import cl.reparto.service.keys.IdempotencySettings;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.topics.TopicSetup;

/**
 * What Spring Boot does not make by itself.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencySettings.class)
class RequestConfiguration {

	/**
	 * Sees to the topic, lets orders in, and keeps reading them back: the service starts
	 * without Kafka and is well as soon as Kafka is.
	 */
	@Bean
	Worker orderReading(TopicSetup topics, OrdersTopic orders, OrderLogHealth health, AcknowledgedLog log,
			KeyedRequests keys, ApplicationEventPublisher events) {
		return new Worker("keyed-orders", () -> {
			topics.await(List.of(orders.topic()), List.of());
			health.open();
			topics.keepOnlyOf(keys.folder(), List.of(orders.topic()));
			log.open(List.of(Topics.ORDER_REQUESTS));
			keys.run();
		}, events).outlivesTheWebServer();
	}

	@Bean
	KeyedRequests keyedRequests(IdempotencySettings settings, ConsumerFactory<String, byte[]> consumers,
			AcknowledgedLog log, Clock clock) {
		return new KeyedRequests(settings, consumers, log, List.of(Topics.ORDER_REQUESTS), KeyedOrder::read,
				Topics.RETENTION, clock);
	}

	@Bean
	AcknowledgedLog acknowledgedLog(KafkaTemplate<String, byte[]> kafka, IntakeMetrics metrics) {
		return new AcknowledgedLog(kafka, "orders", metrics.append());
	}

	@Bean
	OrderLog keptOrders(KeyedRequests keys) {
		return (order) -> keys.append(Topics.ORDER_REQUESTS.record(order.id().toString(), order));
	}

	/** In place of Boot's, which logs records, customers and all. */
	@Bean
	ProducerListener<Object, Object> producerListener() {
		return new ProducerListener<>() {
		};
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
