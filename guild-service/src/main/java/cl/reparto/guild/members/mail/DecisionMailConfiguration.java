package cl.reparto.guild.members.mail;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.streams.RoleSettings;
import cl.reparto.model.DeadLetter;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Puts the mailer together. It runs where applications are decided.
 */
@Configuration(proxyBeanMethods = false)
class DecisionMailConfiguration {

	private static final String GROUP = "gremio-correo";

	/** Promises, so not left to {@code spring.kafka.consumer}. */
	private static final Map<String, Object> READS = Map.of(ConsumerConfig.GROUP_ID_CONFIG, GROUP,
			ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
			"earliest", ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false, ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
			false,
			// A mail server may take a minute to say nothing, and the group waits for
			// five.
			ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 4);

	private static final Map<String, Object> WRITES = Map.of(ProducerConfig.ACKS_CONFIG, "all",
			ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
			ByteArraySerializer.class, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
			ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.LARGEST_REQUEST);

	/** What fails is writing to Kafka, which is not given up. */
	private static final FixedBackOff AGAIN = new FixedBackOff(Duration.ofSeconds(1).toMillis(),
			FixedBackOff.UNLIMITED_ATTEMPTS);

	@Bean
	DecisionMailer decisionMailer(ProducerFactory<byte[], byte[]> producers, JavaMailSender mail, SenderSettings sender,
			Lanes lanes) {
		return new DecisionMailer(new DecisionWriter(sender.sender()), mail, new KafkaTemplate<>(producers, WRITES),
				lanes);
	}

	/** Not started by itself: its topic may not be there yet. */
	@Bean
	ConcurrentMessageListenerContainer<byte[], byte[]> decisionMails(KafkaProperties kafka, DecisionMailer mailer,
			Lanes lanes) {
		Map<String, Object> consumer = new HashMap<>(kafka.buildConsumerProperties());
		consumer.putAll(READS);
		ContainerProperties properties = new ContainerProperties(DecisionLetter.TOPIC.name());
		properties.setAckMode(AckMode.RECORD);
		properties.setMessageListener(mailer);
		var container = new ConcurrentMessageListenerContainer<byte[], byte[]>(
				new DefaultKafkaConsumerFactory<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
				properties);
		container.setCommonErrorHandler(new DefaultErrorHandler(AGAIN));
		// One for each lane: what hangs holds up no other lane.
		container.setConcurrency(lanes.lanes());
		container.setAutoStartup(false);
		return container;
	}

	@Bean
	Worker decisionMailsStart(ConcurrentMessageListenerContainer<byte[], byte[]> decisionMails, TopicSetup guildTopics,
			RoleSettings roles, SenderSettings sender, ApplicationEventPublisher events) {
		boolean wanted = sender.enabled() && roles.runs(GuildTopics.NUEVOS_MIEMBROS.name());
		return new Worker(GROUP + "-start", () -> {
			if (wanted) {
				guildTopics.await(
						List.of(GuildTopics.NUEVOS_MIEMBROS, DecisionLetter.TOPIC, DecisionLetter.UNDELIVERED),
						List.of());
				decisionMails.start();
			}
		}, events);
	}

}
