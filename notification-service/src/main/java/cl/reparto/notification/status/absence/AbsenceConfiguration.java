package cl.reparto.notification.status.absence;

import java.util.List;

import cl.reparto.model.Topics;
import cl.reparto.service.process.Worker;
import cl.reparto.service.streams.view.AdminTopicOffsets;
import cl.reparto.service.streams.view.ViewClients;
import cl.reparto.service.streams.view.ViewFreshness;
import cl.reparto.service.streams.view.ViewPosition;
import cl.reparto.service.streams.view.ViewSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KafkaClientSupplier;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Puts the check together.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ViewSettings.class)
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

	/** Readiness asks for it by the name of {@code current}. */
	@Bean("currentHealthIndicator")
	ViewFreshness viewFreshness(KafkaAdmin admin, ViewPosition position, ViewSettings settings) {
		return new ViewFreshness(() -> AdminTopicOffsets.open(admin.getConfigurationProperties()), position,
				List.of(Topics.ORDER_PROCESSING), settings.currentWithin());
	}

	@Bean
	Worker viewFreshnessCheck(ViewFreshness freshness, ApplicationEventPublisher events) {
		return new Worker("view-freshness", freshness::run, events);
	}

	@Bean
	Worker absenceChecker(AbsenceQuestions questions, KafkaAdmin admin, ViewPosition position, MeterRegistry registry,
			ApplicationEventPublisher events) {
		AbsenceChecker checker = new AbsenceChecker(questions,
				() -> AdminTopicOffsets.open(admin.getConfigurationProperties()), position, registry);
		return new Worker("absence-checker", checker::run, events);
	}

}
