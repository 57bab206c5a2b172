package cl.reparto.notification.status.absence;

import cl.reparto.service.process.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KafkaClientSupplier;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Puts the check together.
 */
@Configuration(proxyBeanMethods = false)
class AbsenceConfiguration {

	@Bean
	AbsenceQuestions absenceQuestions() {
		return new AbsenceQuestions();
	}

	@Bean
	ViewPosition viewPosition() {
		return new ViewPosition();
	}

	/** For the view, so that it is known how far it has read. */
	@Bean
	KafkaClientSupplier viewClients(ViewPosition position) {
		return new ViewClients(position);
	}

	@Bean
	Worker absenceChecker(AbsenceQuestions questions, KafkaAdmin admin, ViewPosition position, MeterRegistry registry,
			ApplicationEventPublisher events) {
		AbsenceChecker checker = new AbsenceChecker(questions,
				() -> AdminTopicOffsets.open(admin.getConfigurationProperties()), position, registry);
		return new Worker("absence-checker", checker::run, events);
	}

}
