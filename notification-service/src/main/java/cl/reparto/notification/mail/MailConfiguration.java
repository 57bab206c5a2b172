package cl.reparto.notification.mail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import cl.reparto.model.Topics;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.notification.mail.letter.LetterWriter;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.mail.outbox.Outbox;
import cl.reparto.notification.mail.outbox.RecallWindow;
import cl.reparto.notification.mail.outbox.UnfinishedOffsets;
import cl.reparto.notification.mail.progress.MailConsumers;
import cl.reparto.notification.mail.progress.OutcomeWriter;
import cl.reparto.notification.mail.progress.ProgressConsumer;
import cl.reparto.notification.mail.progress.ReadingWatch;
import cl.reparto.notification.mail.smtp.SmtpServer;
import cl.reparto.notification.mail.waiting.MailCommandReading;
import cl.reparto.notification.mail.waiting.WaitingMails;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.PartitionGrowth;
import cl.reparto.service.topics.TopicSetup;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.web.StatusUrl;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Puts the mailer together, unless it is switched off.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "reparto.mail.enabled", matchIfMissing = true)
class MailConfiguration {

	private static final int AFTER_THE_CONSUMER = SmartLifecycle.DEFAULT_PHASE - 1;

	private static final int AFTER_THE_WORKERS = AFTER_THE_CONSUMER - 1;

	/** For workers that wait for a mail server: their mails are another's by now. */
	private static final Duration LAST_MAIL = Duration.ofSeconds(1);

	/** For the last commit, and for leaving the group. */
	private static final Duration GOODBYE = Duration.ofSeconds(15);

	@Bean
	UnfinishedOffsets unfinishedOffsets(MailSettings settings) {
		return new UnfinishedOffsets(settings.backlog());
	}

	@Bean
	Outbox outbox(UnfinishedOffsets unfinished, MailSettings settings) {
		return new Outbox(unfinished, settings.retry(), settings.lanes());
	}

	/** As processing-service is told, which decides what is recalled. */
	@Bean
	RecallWindow recallWindow(ActionRules rules) {
		return new RecallWindow(rules.recallWithin());
	}

	@Bean
	WaitingMails waitingMails(ProducerFactory<byte[], byte[]> producers, Outbox outbox, RecallWindow window,
			MailSettings settings) {
		return new WaitingMails(settings.stateDir(), producers.getConfigurationProperties(), outbox, settings.retry(),
				settings.giveUpAfter(), window, InstantSource.system());
	}

	@Bean
	Worker waitingMailsWorker(WaitingMails waiting, ApplicationEventPublisher events) {
		return new Worker("waiting-mails", waiting::offer, events);
	}

	@Bean
	MailConsumers mailConsumers(ConsumerFactory<byte[], byte[]> configured, KafkaAdmin admin, MailSettings settings) {
		return new MailConsumers(configured, admin.getConfigurationProperties(), settings.instance());
	}

	/**
	 * Stopped in the midst of a transaction, it would leave that to a worker whose
	 * outcome could not be written then.
	 */
	@Bean
	Worker mailCommandsWorker(MailConsumers consumers, WaitingMails waiting, ApplicationEventPublisher events) {
		MailCommandReading commands = new MailCommandReading(consumers::commands, waiting, InstantSource.system());
		return new Worker("mail-commands", commands::run, events).phase(AFTER_THE_WORKERS);
	}

	@Bean
	MailMetrics mailMetrics(MeterRegistry registry, UnfinishedOffsets unfinished, WaitingMails waiting,
			RecallWindow window) {
		return new MailMetrics(registry, unfinished, waiting, window);
	}

	@Bean
	OutcomeWriter outcomeWriter(ProducerFactory<byte[], byte[]> producers) {
		return new OutcomeWriter(producers);
	}

	@Bean
	SmtpServer smtpServer(JavaMailSenderImpl configured, MailSettings settings) {
		return new SmtpServer(configured, settings.attempt());
	}

	@Bean
	Worker mailDeadlines(SmtpServer server, ApplicationEventPublisher events) {
		return new Worker("mail-deadlines", server::watch, events).phase(AFTER_THE_CONSUMER);
	}

	@Bean
	MailWorker mailWorker(Outbox outbox, SmtpServer server, OutcomeWriter outcomes, WaitingMails waiting,
			MailMetrics metrics, MailSettings settings, ShopSettings shop, ShopRules rules, StatusUrl url) {
		LetterWriter writer = new LetterWriter(settings.sender(), shop, rules, settings.zone(), url);
		return new MailWorker(outbox, writer, server, outcomes, waiting, metrics, InstantSource.system(), settings);
	}

	@Bean
	Worker mailWorkers(MailWorker worker, MailSettings settings, ApplicationEventPublisher events) {
		return new Worker("mail-worker", worker::run, events).threads(settings.lanes())
			.stopsWithin(LAST_MAIL)
			.phase(AFTER_THE_CONSUMER);
	}

	/** Notes, and what waits, are on the partition of the number that was read. */
	@Bean
	Worker mailPartitions(TopicSetup topics, ApplicationEventPublisher events) {
		PartitionGrowth growth = topics.following("the mailer",
				List.of(Topics.ORDER_NOTIFICATIONS, MailsWaiting.TOPIC, CommandTopics.ORDER_MAIL_COMMANDS),
				List.of(Topics.ORDER_PROCESSING));
		return new Worker("mail-partitions", growth::watch, events);
	}

	@Bean
	ReadingWatch readingWatch() {
		return new ReadingWatch(System::nanoTime);
	}

	@Bean
	ProgressConsumer progressConsumer(ReadingWatch watch, MailConsumers consumers, Outbox outbox,
			UnfinishedOffsets unfinished, OutcomeWriter outcomes, WaitingMails waiting, MeterRegistry registry,
			MailSettings settings) {
		return new ProgressConsumer(watch, consumers, outbox, unfinished, outcomes, waiting, registry,
				settings.handover());
	}

	/** The first to stop: it waits for the mails that workers have. */
	@Bean
	Worker progressWorker(TopicSetup topics, ProgressConsumer consumer, MailSettings settings,
			ApplicationEventPublisher events) {
		return new Worker("progress-consumer", () -> {
			topics.await(List.of(Topics.ORDER_NOTIFICATIONS, MailsWaiting.TOPIC, CommandTopics.ORDER_MAIL_COMMANDS,
					Topics.ORDER_PROCESSING_DLT), List.of(Topics.ORDER_PROCESSING));
			consumer.run();
		}, events).stopsWithin(settings.handover().plus(GOODBYE));
	}

}
