package cl.reparto.notification.mail;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.kafka.core.ProducerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static cl.reparto.notification.mail.Orders.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A lane between a mail server and a Kafka that fails on demand.
 */
@Timeout(60)
class LaneTests {

	private static final Duration SOON = Duration.ofMillis(20);

	private static final Instant NOW = Instant.parse("2026-11-17T18:00:00Z");

	private final ScriptedSmtp smtp = new ScriptedSmtp();

	private final Outbox outbox = new Outbox(100, new Backoff(SOON, SOON));

	private final MockProducer<byte[], byte[]> kafka = new MockProducer<>(cluster(), false, null,
			new ByteArraySerializer(), new ByteArraySerializer());

	private Thread thread;

	@BeforeEach
	void start() throws AddressException {
		this.outbox.renew(System.nanoTime() + Duration.ofHours(1).toNanos());
		JavaMailSenderImpl configured = new JavaMailSenderImpl();
		configured.setHost("localhost");
		configured.setPort(this.smtp.port());
		Duration timeout = Duration.ofSeconds(5);
		Lane lane = new Lane(this.outbox,
				new LetterWriter(new Letterhead(new InternetAddress("pedidos@reparto.example")),
						ZoneId.of("America/Santiago"), new StatusAddress(URI.create("http://localhost"))),
				new SmtpServer(configured, new Timeouts(timeout, timeout, timeout)),
				new Ledger(new Producers(this.kafka)), new MailMetrics(new SimpleMeterRegistry(), this.outbox),
				new WaitLog(this.outbox), () -> NOW, timeout);
		this.thread = Thread.startVirtualThread(() -> {
			try {
				lane.run();
			}
			catch (InterruptedException ex) {
				// Done with.
			}
		});
	}

	@AfterEach
	void stop() throws Exception {
		this.thread.interrupt();
		this.thread.join();
		this.smtp.close();
	}

	@Test
	void isDoneWithAMailOnlyWhenKafkaHasTheNote() {
		this.outbox.put(letter(anOrder().at(Status.RECIBIDO)));
		await().until(() -> this.kafka.history().size() == 1);

		assertThat(this.outbox.lowest(2)).hasValue(7);
		this.kafka.completeNext();

		await().until(() -> this.outbox.lowest(2).isEmpty());
	}

	@Test
	void doesNotMailAgainWhenTheNoteFails() {
		this.outbox.put(letter(anOrder().at(Status.RECIBIDO)));
		await().until(() -> this.kafka.history().size() == 1);

		this.kafka.errorNext(new TimeoutException("Kafka is away"));
		await().until(() -> this.kafka.history().size() == 2);
		this.kafka.completeNext();

		await().until(() -> this.outbox.size() == 0);
		assertThat(this.smtp.mails()).hasSize(1);
		assertThat(this.kafka.history().get(1).value()).isEqualTo(this.kafka.history().get(0).value());
	}

	@Test
	void mailsNothingMoreBeforeTheNote() {
		this.outbox.put(letter(anOrder().at(Status.RECIBIDO)));
		await().until(() -> this.kafka.history().size() == 1);

		this.outbox.put(new Letter(new Place(2, 8), anOrder().at(Status.RECIBIDO)));

		await().until(() -> this.thread.getState() == Thread.State.WAITING);
		assertThat(this.smtp.mails()).hasSize(1);
		this.kafka.completeNext();
		await().until(() -> this.smtp.mails().size() == 2);
	}

	@Test
	void notesWithTheOrderAsKeyOnThePartitionOfTheProgress() {
		OrderProgress order = anOrder().at(Status.RECIBIDO);
		this.outbox.put(letter(order));
		await().until(() -> this.kafka.history().size() == 1);

		ProducerRecord<byte[], byte[]> note = this.kafka.history().getFirst();

		assertThat(note.topic()).isEqualTo(Topics.ORDER_NOTIFICATIONS.name());
		assertThat(note.partition()).isEqualTo(2);
		assertThat(note.key()).asString().isEqualTo(order.id().toString());
		assertThat(Topics.ORDER_NOTIFICATIONS.read(note.value()).at()).isEqualTo(NOW);
	}

	@Test
	void triesADeadLetterAgainUntilKafkaHasIt() {
		byte[] value = { 1 };
		Poison poison = new Poison(new ConsumerRecord<>("order_processing", 2, 7, null, value), "bad");
		this.outbox.put(poison);
		await().until(() -> this.kafka.history().size() == 1);

		this.kafka.errorNext(new TimeoutException("Kafka is away"));
		await().until(() -> this.kafka.history().size() == 2);
		this.kafka.completeNext();

		await().until(() -> this.outbox.size() == 0);
		assertThat(this.kafka.history().getLast().topic()).isEqualTo(Topics.ORDER_PROCESSING_DLT.name());
		assertThat(this.kafka.history().getLast().value()).isEqualTo(value);
	}

	private static Letter letter(OrderProgress order) {
		return new Letter(new Place(2, 7), order);
	}

	private static Cluster cluster() {
		List<PartitionInfo> partitions = Stream.of(Topics.ORDER_NOTIFICATIONS, Topics.ORDER_PROCESSING_DLT)
			.flatMap((topic) -> IntStream.range(0, 3)
				.mapToObj((number) -> new PartitionInfo(topic.name(), number, null, new Node[0], new Node[0])))
			.toList();
		return new Cluster("test", List.of(), partitions, Set.of(), Set.of());
	}

	private record Producers(Producer<byte[], byte[]> producer) implements ProducerFactory<byte[], byte[]> {

		@Override
		public Producer<byte[], byte[]> createProducer() {
			return this.producer;
		}

		@Override
		public ProducerFactory<byte[], byte[]> copyWithConfigurationOverride(Map<String, Object> configs) {
			return this;
		}

	}

}
