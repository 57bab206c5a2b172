package cl.reparto.service.shop;

import java.util.List;

import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * What follows what is said of the shop. A service that needs it imports it on its
 * application class.
 */
public class ShopFollowing {

	@Bean
	KafkaShopLog shopLog(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters,
			ConsumerFactory<String, byte[]> consumers) {
		Timer append = Timer.builder("reparto.shop.append")
			.description("From sending what is said of the shop to Kafka until it was acknowledged")
			.register(meters);
		return new KafkaShopLog(kafka, append, consumers);
	}

	@Bean
	Worker shopReading(TopicSetup topicSetup, KafkaShopLog log, ApplicationEventPublisher events) {
		TopicSetup topics = topicSetup.withPartitions(1);
		return new Worker("shop", () -> {
			topics.await(List.of(ShopLog.TOPIC), List.of());
			log.run();
		}, events).outlivesTheWebServer();
	}

}
