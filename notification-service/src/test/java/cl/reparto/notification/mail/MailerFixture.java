package cl.reparto.notification.mail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.order.OddRecord;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.local.smtp.TakenMail;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.command.MailCommand;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topics;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.mail.outbox.RecordPosition;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import cl.reparto.service.web.StatusUrl;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Mailers between a broker of their own and a scripted mail server. Tests of a class
 * share the topics, so each looks only at its own orders.
 */
final class MailerFixture implements AutoCloseable {

	static final Duration DEADLINE = Duration.ofMinutes(1);

	/** The name that mailers say in EHLO. */
	static final String CLIENT = "mailer";

	private static final String GROUP = "notification-mail";

	private static final TopicLayout LAYOUT = new TopicLayout(3, 1, 1, true);

	private final TestKafka kafka = TestKafka.alone();

	private final String brokers = this.kafka.bootstrapServers();

	private final Admin admin = Admin.create(Map.of("bootstrap.servers", this.brokers));

	private final KafkaProducer<String, byte[]> producer = producer(Map.of());

	private final List<ConfigurableApplicationContext> mailers = new CopyOnWriteArrayList<>();

	private final TopicReader<byte[], byte[]> outcomes = TopicReader.ofBytes(this.brokers,
			Topics.ORDER_NOTIFICATIONS.name());

	private final TopicReader<byte[], byte[]> deadLetters = TopicReader.ofBytes(this.brokers,
			Topics.ORDER_PROCESSING_DLT.name());

	private final Path folder;

	private int started;

	private List<String> properties = List.of();

	final ScriptedSmtp smtp = new ScriptedSmtp().remembering();

	MailerFixture(Path folder) throws InterruptedException {
		this.folder = folder;
		new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", this.brokers)), LAYOUT)
			.await(List.of(Topics.ORDER_PROCESSING), List.of());
	}

	/**
	 * Makes one mailer run and no more, and the mail server take everything. The one that
	 * the last test has left goes on, if it left one and as it is.
	 */
	ConfigurableApplicationContext run(String... properties) {
		this.smtp.takeEverything();
		if (this.mailers.size() != 1 || !this.properties.equals(List.of(properties))) {
			stop();
			start(properties);
		}
		return this.mailers.getFirst();
	}

	/** Starts one more mailer. */
	ConfigurableApplicationContext start(String... properties) {
		this.properties = List.of(properties);
		ConfigurableApplicationContext mailer = new SpringApplicationBuilder(MailConfiguration.class, Wiring.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run(arguments(properties));
		this.mailers.add(mailer);
		return mailer;
	}

	/** A test's own settings come instead of these. */
	private String[] arguments(String... properties) {
		Map<String, String> settings = new HashMap<>();
		settings.put("spring.kafka.bootstrap-servers", this.brokers);
		settings.put("spring.mail.port", "" + this.smtp.port());
		settings.put("spring.mail.properties.mail.smtp.localhost", CLIENT);
		settings.put("reparto.mail.lanes", "3");
		settings.put("reparto.mail.retry.first", "50ms");
		settings.put("reparto.mail.retry.longest", "200ms");
		settings.put("reparto.mail.attempt", "4s");
		settings.put("reparto.mail.handover", "5s");
		settings.put("reparto.mail.state-dir", this.folder.resolve("" + this.started++).toString());
		// To hear of a rebalance soon, and to stop soon: a consumer that closes waits for
		// its last fetch.
		settings.put("spring.kafka.consumer.heartbeat-interval", "300ms");
		settings.put("spring.kafka.consumer.fetch-max-wait", "50ms");
		Stream.of(properties).map((property) -> property.split("=", 2)).forEach((own) -> settings.put(own[0], own[1]));
		return settings.entrySet()
			.stream()
			.map((setting) -> "--" + setting.getKey() + "=" + setting.getValue())
			.toArray(String[]::new);
	}

	void stop() {
		this.mailers.forEach(ConfigurableApplicationContext::close);
		this.mailers.clear();
	}

	/** Makes the group begin anew, as if its last commits had not been made. */
	void forgetCommits() throws Exception {
		this.admin.deleteConsumerGroups(List.of(GROUP)).all().get();
	}

	/** Freezes the broker until something is done. */
	void whileKafkaIsAway(Runnable what) {
		this.kafka.pause();
		try {
			what.run();
		}
		finally {
			this.kafka.resume();
		}
	}

	/** Puts every mailer out of the group, as if it had not been heard of for long. */
	void expelAll() throws Exception {
		this.admin.removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions()).all().get();
	}

	void publish(OrderProgress... progress) {
		for (OrderProgress order : progress) {
			this.producer.send(Topics.ORDER_PROCESSING.record(order.id().toString(), order));
		}
		this.producer.flush();
	}

	/** On a partition that is not the one to which ids hash. */
	void publishElsewhere(OrderProgress... progress) {
		for (OrderProgress order : progress) {
			String id = order.id().toString();
			int hashed = Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.US_ASCII))) % LAYOUT.partitions();
			this.producer.send(new ProducerRecord<>(Topics.ORDER_PROCESSING.name(), (hashed + 1) % LAYOUT.partitions(),
					id, Topics.ORDER_PROCESSING.write(order)));
		}
		this.producer.flush();
	}

	void publish(OrderBuilder order) {
		publish(order.all().toArray(OrderProgress[]::new));
	}

	void command(UUID order, MailCommand command) {
		this.producer.send(CommandTopics.ORDER_MAIL_COMMANDS.record(order.toString(), command));
		this.producer.flush();
	}

	/** On each partition, so that all that were read before have been done. */
	void commandEverywhere(UUID order, MailCommand command) {
		byte[] value = CommandTopics.ORDER_MAIL_COMMANDS.write(command);
		for (int number = 0; number < LAYOUT.partitions(); number++) {
			this.producer
				.send(new ProducerRecord<>(CommandTopics.ORDER_MAIL_COMMANDS.name(), number, order.toString(), value));
		}
		this.producer.flush();
	}

	/** Publishes anything, and tells where it went. */
	RecordPosition publish(String key, String value) throws Exception {
		RecordMetadata at = this.producer
			.send(new ProducerRecord<>(Topics.ORDER_PROCESSING.name(), key, value.getBytes(StandardCharsets.UTF_8)))
			.get();
		return new RecordPosition(at.partition(), at.offset());
	}

	/** Publishes what no service of ours would, on the first partition. */
	RecordPosition publish(OddRecord record) {
		RecordMetadata at = record.write(this.brokers, 0);
		return new RecordPosition(at.partition(), at.offset());
	}

	/** How far the group has committed each partition. */
	Map<TopicPartition, Long> committed() throws Exception {
		return this.admin.listConsumerGroupOffsets(GROUP)
			.partitionsToOffsetAndMetadata()
			.get()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().offset()));
	}

	/** Outcomes that are none, on every partition. */
	void publishBadOutcomes() {
		String topic = Topics.ORDER_NOTIFICATIONS.name();
		this.producer.partitionsFor(topic).forEach((partition) -> {
			this.producer.send(new ProducerRecord<>(topic, partition.partition(), "x", null));
			this.producer.send(new ProducerRecord<>(topic, partition.partition(), "x", new byte[] { '{' }));
		});
		this.producer.flush();
	}

	void publishAborted(OrderProgress order) {
		try (KafkaProducer<String, byte[]> transactional = producer(Map.of("transactional.id", "aborting"))) {
			transactional.initTransactions();
			transactional.beginTransaction();
			transactional.send(Topics.ORDER_PROCESSING.record(order.id().toString(), order));
			transactional.flush();
			transactional.abortTransaction();
		}
	}

	void awaitMails(UUID id, Integer... versions) {
		await().atMost(DEADLINE).untilAsserted(() -> assertThat(mailed(id)).containsExactly(versions));
	}

	/** Until the mails of an order wait so. */
	void awaitWaiting(UUID id, Predicate<MailsWaiting> wanted) {
		try (var waiting = TopicReader.ofBytes(this.brokers, MailsWaiting.TOPIC.name())) {
			waiting.await(DEADLINE,
					(all) -> all.stream()
						.filter((record) -> record.value() != null
								&& id.toString().equals(new String(record.key(), StandardCharsets.UTF_8)))
						.map((record) -> MailsWaiting.TOPIC.read(record.value()))
						.anyMatch(wanted));
		}
	}

	void awaitNotes(UUID id, int count) {
		await().atMost(DEADLINE).until(() -> noted(id).size() >= count);
	}

	/** What the first mailer measures. */
	double gauge(String name) {
		return this.mailers.getFirst().getBean(MeterRegistry.class).get(name).gauge().value();
	}

	/** The versions mailed of an order, in the order they were. */
	List<Integer> mailed(UUID id) {
		return this.smtp.mails()
			.stream()
			.map(TakenMail::messageId)
			.filter((mail) -> mail.startsWith("<" + id + "."))
			.map((mail) -> Integer.valueOf(mail.substring(mail.indexOf('.') + 1, mail.indexOf('@'))))
			.toList();
	}

	/** All that was noted of an order, in the order it was. */
	List<OrderNotified> noted(UUID id) {
		return this.outcomes.records()
			.stream()
			.filter((record) -> id.toString().equals(new String(record.key(), StandardCharsets.UTF_8)))
			.map((record) -> Topics.ORDER_NOTIFICATIONS.read(record.value()))
			.toList();
	}

	List<ConsumerRecord<byte[], byte[]>> deadLetters(RecordPosition of) {
		return this.deadLetters.records()
			.stream()
			.filter((record) -> header(record, DeadLetter.PARTITION).equals("" + of.partition())
					&& header(record, DeadLetter.OFFSET).equals("" + of.offset()))
			.toList();
	}

	private static String header(ConsumerRecord<?, ?> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

	List<ConsumerRecord<byte[], byte[]>> deadLetters(String key) {
		return this.deadLetters.records()
			.stream()
			.filter((record) -> record.key() != null && key.equals(new String(record.key(), StandardCharsets.UTF_8)))
			.toList();
	}

	private KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
		Map<String, Object> configs = new HashMap<>(more);
		configs.put("bootstrap.servers", this.brokers);
		return new KafkaProducer<>(configs, new StringSerializer(), new ByteArraySerializer());
	}

	@Override
	public void close() {
		stop();
		this.outcomes.close();
		this.deadLetters.close();
		this.producer.close();
		this.admin.close();
		this.smtp.close();
		this.kafka.close();
	}

	@ImportAutoConfiguration({ KafkaAutoConfiguration.class, MailSenderAutoConfiguration.class })
	@EnableConfigurationProperties({ MailSettings.class, ShopSettings.class, StatusUrl.class })
	static class Wiring {

		@Bean
		TopicSetup topicSetup(KafkaAdmin admin) {
			return new TopicSetup(admin, LAYOUT);
		}

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ShopRules shopRules() {
			return ShopRules.DEFAULT;
		}

		@Bean
		ActionRules actionRules(Environment settings) {
			return Binder.get(settings).bindOrCreate("reparto.actions", ActionRules.class);
		}

	}

}
