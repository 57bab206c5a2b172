package cl.reparto.request;

import org.apache.kafka.clients.admin.Admin;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.support.ProducerListener;

/**
 * What Spring Boot does not make of Kafka by itself.
 */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

	@Bean
	Admin admin(KafkaAdmin kafkaAdmin) {
		return Admin.create(kafkaAdmin.getConfigurationProperties());
	}

	/** In place of Boot's, which logs records, customers and all. */
	@Bean
	ProducerListener<Object, Object> producerListener() {
		return new ProducerListener<>() {
		};
	}

}
