package cl.reparto.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import cl.reparto.local.LocalStack;
import cl.reparto.local.Metrics;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.StackService;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.model.command.Stages;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;
import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How soon orders go on that an instance of processing had which died, while others wait
 * (decision 26). On a broker of its own. By hand, with what decision 26 says:
 * {@code -Dtakeover.waiting=300000}, and without what makes it fast:
 * {@code -Dtakeover.silence}.
 */
@ExtendWith(SharedFaults.class)
class TakeoverFaultTests {

	private static final int WAITING = Integer.getInteger("takeover.waiting", 2_000);

	private static final boolean BY_SILENCE = Boolean.getBoolean("takeover.silence");

	private static final int PARTITIONS = 4;

	/** After so much of it, an instance is dead in any case. */
	private static final Duration SILENCE = Duration.ofSeconds(6);

	/** Records that a copy may lack of all partitions. */
	private static final int COPIED = 100;

	private static final Duration LONG = Duration.ofMinutes(20);

	private static final Duration HOUR = Duration.ofHours(1);

	private LocalStack stack;

	private StackService first;

	private StackService second;

	/** Where orders were sent, until they were told of. */
	private final Map<String, Integer> sent = new ConcurrentHashMap<>();

	@BeforeEach
	void prepare() {
		this.stack = LocalStack.prepare(Path.of(System.getProperty("reparto.home")),
				StackOptions.in(Path.of("target", "takeover").toAbsolutePath())
					.withClean(true)
					.withAnyPorts()
					.withPartitions(PARTITIONS)
					.with(Service.REQUEST, 0)
					.with(Service.PROCESSING, 2)
					.with(Service.NOTIFICATION, 0)
					.with(Service.GUILD, 0)
					.withMail(false)
					.withStages(new Stages(HOUR, HOUR, HOUR))
					.withAot(true)
					.withOverrides(new Overrides()),
				System.out::println);
		this.first = this.stack.service(Service.PROCESSING, 1);
		this.second = this.stack.service(Service.PROCESSING, 2);
	}

	@AfterEach
	void stop() {
		this.stack.close();
	}

	@Fault(part = 2)
	void anotherInstanceGoesOnBeforeSilenceWouldTell() throws IOException {
		startWith(this.first, this.second);
		await("the other has a copy").atMost(LONG).until(this::hasCopies);

		Instant death = Instant.now();
		this.first.process().takeDown();
		Duration still = goOn(death);

		System.out.println("Taken over after " + still.toMillis() + " ms, with " + WAITING + " orders that wait");
		assertThat(isSaidToBeDead()).isNotEqualTo(BY_SILENCE);
		assertThat(still).isLessThan(BY_SILENCE ? LONG : SILENCE);
	}

	@Fault(part = Fault.BY_HAND)
	void aLoneInstanceComesBack() {
		startWith(this.first);

		Instant death = Instant.now();
		this.first.process().kill();
		Duration still = goOn(death);

		System.out.println("Back after " + still.toMillis() + " ms, with " + WAITING + " orders that wait");
	}

	/** Whoever is frozen lives, and whoever stops in order comes back. */
	@Fault(part = 3)
	void leavesItsPlaceToWhoDidNotDie() throws IOException {
		startWith(this.first, this.second);

		this.first.process().pause();
		await("it is not taken for dead").during(SILENCE.dividedBy(2)).until(() -> !isSaidToBeDead());
		this.first.process().resume();
		this.first.process().stop();
		await("it is not taken for dead").during(SILENCE.dividedBy(2)).until(() -> !isSaidToBeDead());

		this.first.process().start();
		await("it is back").until(this.first::isReady);
		assertThat(isSaidToBeDead()).isFalse();
	}

	private void startWith(StackService... instances) {
		this.stack.startBrokers();
		try (Admin admin = admin()) {
			admin.createTopics(List.of(new NewTopic(Topics.ORDER_REQUESTS.name(), PARTITIONS, (short) 1)));
		}
		for (StackService each : instances) {
			each.process().start();
		}
		await("all are ready; see " + this.stack.logs())
			.until(() -> List.of(instances).stream().allMatch(StackService::isReady));
		try (KafkaProducer<String, byte[]> producer = producer()) {
			for (int order = 0; order < WAITING; order++) {
				order(producer, order % PARTITIONS);
			}
		}
		try (TopicReader<String, String> reader = reader()) {
			await("all are told of").atMost(LONG).until(() -> {
				readOn(reader);
				return this.sent.isEmpty();
			});
		}
	}

	/** Orders to each partition until some of each are told of. */
	private Duration goOn(Instant from) {
		Map<Integer, Duration> told = new HashMap<>();
		try (KafkaProducer<String, byte[]> producer = producer();
				TopicReader<String, String> reader = reader().fromNow()) {
			await("orders go on").until(() -> {
				for (int partition = 0; partition < PARTITIONS; partition++) {
					order(producer, partition);
				}
				for (int partition : readOn(reader)) {
					told.putIfAbsent(partition, Duration.between(from, Instant.now()));
				}
				return told.size() == PARTITIONS;
			});
		}
		return told.values().stream().max(Duration::compareTo).orElseThrow();
	}

	private void order(KafkaProducer<String, byte[]> producer, int partition) {
		OrderRequested order = anOrder().requestedAt(Instant.now()).requested();
		this.sent.put(order.id().toString(), partition);
		producer.send(new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), partition, order.id().toString(),
				Topics.ORDER_REQUESTS.write(order)));
	}

	/** Which partitions had an order that was told of. */
	private Set<Integer> readOn(TopicReader<String, String> reader) {
		Set<Integer> partitions = new HashSet<>();
		reader.readOn((record) -> {
			Integer partition = this.sent.remove(record.key());
			if (partition != null) {
				partitions.add(partition);
			}
		});
		return partitions;
	}

	/** Of each task of the other. */
	private boolean hasCopies() {
		return List.of(this.first, this.second)
			.stream()
			.allMatch((each) -> new Metrics(each.actuator()).sum("kafka_consumer_fetch_manager_records_lag",
					"restore-consumer") < COPIED);
	}

	private boolean isSaidToBeDead() throws IOException {
		return Files.readString(this.second.process().log()).contains("processing-1 has died");
	}

	private Admin admin() {
		return Admin.create(Map.of("bootstrap.servers", this.stack.bootstrapServers()));
	}

	private KafkaProducer<String, byte[]> producer() {
		return new KafkaProducer<>(Map.of("bootstrap.servers", this.stack.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer());
	}

	private TopicReader<String, String> reader() {
		return TopicReader.ofStrings(this.stack.bootstrapServers(), Topics.ORDER_PROCESSING.name());
	}

	private static final class Overrides implements ProcessOverrides {

		@Override
		public Map<String, String> settings(String process) {
			return BY_SILENCE ? Map.of("spring.kafka.streams.properties.application.server", "") : Map.of();
		}

	}

}
