package cl.reparto.faults.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import cl.reparto.faults.bed.FaultBed;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandTopics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes records past the services, and reads what became of them.
 */
final class Forger implements AutoCloseable {

	/** In the names and addresses of all customers here, and so never in a log. */
	static final String MARK = "zyxomma";

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private final FaultBed bed;

	private final Producer<byte[], byte[]> producer;

	private final TopicReader<byte[], byte[]> deadLetters;

	Forger(FaultBed bed) {
		this.bed = bed;
		this.producer = producer(Map.of());
		this.deadLetters = TopicReader.ofBytes(bed.bootstrapServers(), Topics.ORDER_REQUESTS_DLT.name(),
				CommandTopics.ORDER_COMMANDS_DLT.name(), Topics.ORDER_PROCESSING_DLT.name());
	}

	private Producer<byte[], byte[]> producer(Map<String, Object> more) {
		Map<String, Object> configs = new HashMap<>(Map.of("bootstrap.servers", this.bed.bootstrapServers()));
		configs.putAll(more);
		return new KafkaProducer<>(configs, new ByteArraySerializer(), new ByteArraySerializer());
	}

	/** An order of a customer of its own, of today. */
	static OrderBuilder order() {
		UUID id = UUID.randomUUID();
		return OrderBuilder.anOrder()
			.id(id)
			.named("Empanadas " + MARK)
			.priced("12990")
			.requestedAt(Instant.now())
			.everyStep(Duration.ofSeconds(1))
			.mailedTo(MARK + "-" + id + "@clientes.example");
	}

	/** A record as text; null for no key or no value. */
	static ProducerRecord<byte[], byte[]> record(Topic<?> topic, @Nullable Object key, @Nullable String value) {
		return new ProducerRecord<>(topic.name(), (key != null) ? key.toString().getBytes(UTF_8) : null,
				(value != null) ? value.getBytes(UTF_8) : null);
	}

	/** A request as text. */
	static String request(OrderBuilder order) {
		return new String(Topics.ORDER_REQUESTS.write(order.requested()), UTF_8);
	}

	/** Writes a record of which the auditor is to know nothing. */
	RecordMetadata forge(ProducerRecord<byte[], byte[]> record) {
		this.bed.forged((record.key() != null) ? new String(record.key(), UTF_8) : null);
		return write(record);
	}

	/** Brokers limit what is compressed, so that it can be far larger than that. */
	RecordMetadata forgeCompressed(ProducerRecord<byte[], byte[]> record) {
		this.bed.forged(new String(record.key(), UTF_8));
		this.bed.forged(null);
		try (Producer<byte[], byte[]> compressing = producer(
				Map.of("compression.type", "gzip", "max.request.size", 16 << 20))) {
			return write(compressing, record);
		}
	}

	/** Writes a record that the auditor may see. */
	RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
		return write(this.producer, record);
	}

	/** Writes a record in a transaction that is taken back. */
	void writeAborted(ProducerRecord<byte[], byte[]> record) {
		try (Producer<byte[], byte[]> transactional = producer(Map.of("transactional.id", "forger"))) {
			transactional.initTransactions();
			transactional.beginTransaction();
			write(transactional, record);
			transactional.abortTransaction();
		}
	}

	private static RecordMetadata write(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
		try {
			return producer.send(record).get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Waits for the dead letter of the record at a place. */
	ConsumerRecord<byte[], byte[]> deadLetter(RecordMetadata place) {
		return deadLetters(this.deadLetters.await(LIMIT, (all) -> !deadLetters(all, place).isEmpty()), place)
			.getFirst();
	}

	/** How many dead letters of a record there are. */
	int deadLetters(RecordMetadata place) {
		return deadLetters(this.deadLetters.records(), place).size();
	}

	private static List<ConsumerRecord<byte[], byte[]>> deadLetters(List<ConsumerRecord<byte[], byte[]>> all,
			RecordMetadata place) {
		return all.stream()
			.filter((letter) -> header(letter, DeadLetter.TOPIC).equals(place.topic())
					&& header(letter, DeadLetter.PARTITION).equals("" + place.partition())
					&& header(letter, DeadLetter.OFFSET).equals("" + place.offset()))
			.toList();
	}

	static String header(ConsumerRecord<?, ?> record, String name) {
		return new String(record.headers().lastHeader(name).value(), UTF_8);
	}

	/** Which versions of an order were mailed, in that order. */
	List<Integer> mailed(UUID id) {
		String begin = "<" + id + ".";
		return this.bed.mail()
			.mails()
			.stream()
			.filter((mail) -> mail.messageId().startsWith(begin))
			.map((mail) -> mail.messageId().charAt(begin.length()) - '0')
			.toList();
	}

	/** All that brokers and services have written into their logs. */
	static List<String> logged(FaultBed bed) {
		try (Stream<Path> files = Files.list(bed.logs())) {
			return files.flatMap(Forger::lines).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> lines(Path file) {
		try {
			return Files.readAllLines(file).stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.producer.close();
		this.deadLetters.close();
	}

}
