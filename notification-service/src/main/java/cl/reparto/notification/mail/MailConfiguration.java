package cl.reparto.notification.mail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import cl.reparto.model.Topics;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Puts the mailer together, unless it is switched off.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "reparto.mail.enabled", matchIfMissing = true)
class MailConfiguration {

	private static final Duration CLOSE = Duration.ofSeconds(5);

	@Bean
	Outbox outbox(MailSettings settings) {
		return new Outbox(settings.backlog(), settings.retry());
	}

	@Bean
	MailMetrics mailMetrics(MeterRegistry registry, Outbox outbox) {
		return new MailMetrics(registry, outbox);
	}

	@Bean
	Ledger ledger(ProducerFactory<byte[], byte[]> producers) {
		return new Ledger(producers);
	}

	@Bean
	Lane lane(Outbox outbox, JavaMailSenderImpl configured, Ledger ledger, MailMetrics metrics, MailSettings settings,
			StatusAddress address) {
		return new Lane(outbox, new LetterWriter(settings.letterhead(), settings.zone(), address),
				new SmtpServer(configured, settings.timeouts()), ledger, metrics, new WaitLog(outbox),
				InstantSource.system(), settings.idle());
	}

	@Bean
	Mailer mailer(Outbox outbox, Lane lane, ConsumerFactory<byte[], byte[]> configured, TopicSetup topics,
			MailMetrics metrics, MailSettings settings, ApplicationEventPublisher events) {
		Consumers consumers = new Consumers(configured, settings.instance());
		return new Mailer(() -> {
			topics.await(List.of(Topics.ORDER_NOTIFICATIONS, Topics.ORDER_PROCESSING_DLT),
					List.of(Topics.ORDER_PROCESSING));
			Consumer<byte[], byte[]> consumer = consumers.member();
			try {
				new Intake(consumer, outbox, new NotesReader(consumers), metrics, InstantSource.system(),
						settings.handover())
					.run();
			}
			finally {
				consumer.close(CloseOptions.timeout(CLOSE));
			}
		}, lane::run, settings.lanes(), events);
	}

}
