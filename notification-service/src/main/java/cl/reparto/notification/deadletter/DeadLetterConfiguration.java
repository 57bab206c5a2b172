package cl.reparto.notification.deadletter;

import java.time.InstantSource;
import java.util.List;

import cl.reparto.notification.status.StatusSettings;
import cl.reparto.notification.status.StatusView;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.TopicSetup;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Puts together what sees to dead letters.
 */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

	@Bean
	DeadLetters deadLetters(ConsumerFactory<byte[], byte[]> consumers, ProducerFactory<byte[], byte[]> producers,
			StatusView view, StatusSettings status) {
		return new KafkaDeadLetters(consumers.getConfigurationProperties(), producers.getConfigurationProperties(),
				view, status.patience(), InstantSource.system());
	}

	/** Until then, nobody can tell whether a letter was sent again. */
	@Bean
	Worker redrivesTopic(TopicSetup topics, ApplicationEventPublisher events) {
		return new Worker("dead-letter-redrives", () -> topics.await(List.of(DeadLetterRedriven.TOPIC), List.of()),
				events);
	}

}
