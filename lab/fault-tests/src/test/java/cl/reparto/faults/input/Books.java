package cl.reparto.faults.input;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.local.LocalStack;
import cl.reparto.local.mail.Mailbox;
import cl.reparto.local.mail.ReceivedMail;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What should be in the topics and the mailbox, and what is, read committed. For one
 * thread.
 */
final class Books {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final List<Topic<?>> TOPICS = List.of(Topics.ORDER_REQUESTS, Topics.ORDER_PROCESSING,
			Topics.ORDER_NOTIFICATIONS, Topics.ORDER_REQUESTS_DLT, Topics.ORDER_PROCESSING_DLT);

	private final Mailbox mailbox;

	private final KafkaConsumer<byte[], byte[]> consumer;

	private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

	/** The lines of each order: what happened to it in a topic, and how often. */
	private final Map<String, Integer> expected = new TreeMap<>();

	Books(LocalStack stack) {
		this.mailbox = stack.mailbox();
		this.consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
		List<TopicPartition> partitions = TOPICS.stream().map((topic) -> new TopicPartition(topic.name(), 0)).toList();
		this.consumer.assign(partitions);
		this.consumer.seekToBeginning(partitions);
	}

	void expectRequest(UUID id) {
		expect(Topics.ORDER_REQUESTS, id.toString().getBytes(UTF_8));
	}

	/** An order goes through all statuses, each of which is mailed. */
	void expectWalk(UUID id) {
		for (Status status : Status.values()) {
			expect(Topics.ORDER_PROCESSING.name() + " " + id + " " + status.version());
			expectMail(id, status.version());
		}
	}

	void expectMail(UUID id, int version) {
		expect(Topics.ORDER_NOTIFICATIONS.name() + " " + id + " " + version);
		expect("mail " + id + " " + version);
	}

	/** A record that a test writes. */
	void expect(ProducerRecord<byte[], byte[]> record) {
		expect(line(record.topic(), record.key(), record.value()));
	}

	void expect(Topic<?> topic, byte @Nullable [] key) {
		expect(line(topic.name(), key, null));
	}

	private void expect(String line) {
		this.expected.merge(line, 1, Integer::sum);
	}

	/**
	 * Waits for the dead letter of a record.
	 * @param place where the record is
	 */
	ConsumerRecord<byte[], byte[]> awaitDeadLetter(RecordMetadata place) {
		return await().atMost(LIMIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> read().stream()
				.filter((record) -> record.topic().equals(place.topic() + "_dlt"))
				.filter((record) -> header(record, DeadLetter.OFFSET).equals("" + place.offset()))
				.toList(), (letters) -> !letters.isEmpty())
			.getFirst();
	}

	/** Waits until a status was mailed, and so was all before it in the topics. */
	void awaitMailed(UUID id, int version) {
		String line = Topics.ORDER_NOTIFICATIONS.name() + " " + id + " " + version;
		await().atMost(LIMIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> read().stream().anyMatch((record) -> line(record).equals(line)));
	}

	/** All that was expected is there, and nothing else. */
	void assertBalanced() {
		await().atMost(LIMIT).untilAsserted(() -> {
			Map<String, Integer> actual = actual();
			assertThat(beyond(this.expected, actual)).as("missing").isEmpty();
			assertThat(beyond(actual, this.expected)).as("not expected").isEmpty();
		});
	}

	private static List<String> beyond(Map<String, Integer> some, Map<String, Integer> others) {
		return some.entrySet()
			.stream()
			.filter((line) -> line.getValue() > others.getOrDefault(line.getKey(), 0))
			.map(Map.Entry::toString)
			.toList();
	}

	static String header(ConsumerRecord<?, ?> record, String name) {
		return new String(record.headers().lastHeader(name).value(), UTF_8);
	}

	/** Everything so far, up to the present ends of the topics. */
	private List<ConsumerRecord<byte[], byte[]>> read() {
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(this.consumer.assignment());
		while (ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue())) {
			this.consumer.poll(Duration.ofMillis(50)).forEach(this.records::add);
		}
		return this.records;
	}

	private Map<String, Integer> actual() {
		Map<String, Integer> lines = new TreeMap<>();
		Stream.concat(read().stream().map(Books::line), this.mailbox.mails().stream().map(Books::line))
			.forEach((line) -> lines.merge(line, 1, Integer::sum));
		return lines;
	}

	private static String line(ConsumerRecord<byte[], byte[]> record) {
		return line(record.topic(), record.key(), record.value());
	}

	private static String line(ReceivedMail mail) {
		// <id.version@domain>
		return "mail " + mail.messageId().replaceAll("<(.+)\\.(\\d)@.+>", "$1 $2");
	}

	private static String line(String topic, byte @Nullable [] key, byte @Nullable [] value) {
		String line = topic + " " + ((key != null) ? new String(key, UTF_8) : "-");
		try {
			return switch (topic) {
				case "order_processing" -> line + " " + Topics.ORDER_PROCESSING.read(value).version();
				case "order_notifications" -> line + " " + Topics.ORDER_NOTIFICATIONS.read(value).version();
				default -> line;
			};
		}
		catch (RuntimeException ex) {
			return line + " ?";
		}
	}

}
