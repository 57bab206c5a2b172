package cl.reparto.notification.status.absence;

import cl.reparto.service.process.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KafkaClientSupplier;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
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
	ViewFreshness viewFreshness(KafkaAdmin admin, ViewPosition position, FreshnessSettings settings) {
		return new ViewFreshness(() -> AdminTopicOffsets.open(admin.getConfigurationProperties()), position,
				settings.currentWithin());
	}

	/** Readiness asks for it by the name of {@code current}. */
	@Bean
	HealthIndicator currentHealthIndicator(ViewFreshness freshness) {
		return () -> freshness.doubt()
			.map((doubt) -> Health.down().withDetail("because", doubt).build())
			.orElseGet(() -> Health.up().build());
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
