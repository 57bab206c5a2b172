package cl.reparto.notification.mail.waiting;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.MailCommand;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.service.process.TroubleLog;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what people ask of the mails of the partitions that this instance has. A record
 * finds the instance that has them; an address would not.
 */
public final class MailCommandReading {

	private static final Logger log = LoggerFactory.getLogger(MailCommandReading.class);

	private static final Duration POLL = Duration.ofMillis(500);

	private static final Duration RETRY = Duration.ofSeconds(1);

	/** Whoever writes a command puts it where the order's id hashes to. */
	private static final String PASSED_ON = "passed-on";

	/**
	 * Kafka forgets for how long which were done; it must not be asked about older ones.
	 */
	private static final Duration VALID = Duration.ofDays(1);

	/**
	 * Kafka forgets a transactional id that was not used for some days, by default 7, and
	 * takes nothing more from who has it.
	 */
	private static final Duration SIGN_OF_LIFE = Duration.ofHours(1);

	private final TroubleLog trouble = new TroubleLog(log, "Cannot read " + CommandTopics.ORDER_MAIL_COMMANDS.name());

	private final Supplier<Consumer<byte[], byte[]>> consumers;

	private final WaitingMails waiting;

	private final InstantSource clock;

	private Instant lastSign = Instant.EPOCH;

	/**
	 * Reads nothing yet.
	 * @param consumers makes one of a group that may assign itself partitions
	 * @param waiting told what to do
	 * @param clock the time
	 */
	public MailCommandReading(Supplier<Consumer<byte[], byte[]>> consumers, WaitingMails waiting, InstantSource clock) {
		this.consumers = consumers;
		this.waiting = waiting;
		this.clock = clock;
	}

	/**
	 * Works until interrupted.
	 * @throws InterruptedException if interrupted
	 */
	public void run() throws InterruptedException {
		while (true) {
			try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
				follow(consumer);
			}
			catch (KafkaException | IllegalStateException ex) {
				// Also when the partition is given up meanwhile: whoever has it next
				// obeys.
				this.trouble.report(String.valueOf(ex.getMessage()));
				Thread.sleep(RETRY);
			}
		}
	}

	private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
		try {
			while (true) {
				turn(consumer);
			}
		}
		catch (InterruptException | InterruptedException ex) {
			// Interrupted to stop. Closing must not be.
			Thread.interrupted();
			throw new InterruptedException(ex.getMessage());
		}
	}

	private void turn(Consumer<byte[], byte[]> consumer) throws InterruptedException {
		Set<TopicPartition> partitions = this.waiting.partitions()
			.stream()
			.map((partition) -> new TopicPartition(CommandTopics.ORDER_MAIL_COMMANDS.name(), partition))
			.collect(Collectors.toSet());
		if (!partitions.equals(consumer.assignment())) {
			consumer.assign(partitions);
		}
		if (partitions.isEmpty()) {
			Thread.sleep(POLL);
			return;
		}
		for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
			obey(record, consumer);
		}
		giveSigns(consumer);
		this.trouble.over();
	}

	/** Also where no mail ever waits: that it has read as far as it has. */
	private void giveSigns(Consumer<byte[], byte[]> consumer) throws InterruptedException {
		Instant now = this.clock.instant();
		if (now.isBefore(this.lastSign.plus(SIGN_OF_LIFE))) {
			return;
		}
		Set<Integer> ours = this.waiting.partitions();
		for (TopicPartition partition : consumer.assignment()) {
			if (ours.contains(partition.partition())) {
				this.waiting.passOver(place(partition, consumer.position(partition), consumer));
			}
		}
		this.lastSign = now;
	}

	private static CommandPlace place(TopicPartition partition, long next, Consumer<?, ?> consumer) {
		return new CommandPlace(partition, new OffsetAndMetadata(next), consumer.groupMetadata());
	}

	private void obey(ConsumerRecord<byte[], byte[]> record, Consumer<?, ?> consumer) throws InterruptedException {
		String where = "partition " + record.partition() + ", offset " + record.offset();
		CommandPlace place = place(new TopicPartition(record.topic(), record.partition()), record.offset() + 1,
				consumer);
		try {
			UUID order = UUID.fromString(new String(record.key(), StandardCharsets.UTF_8));
			MailCommand command = CommandTopics.ORDER_MAIL_COMMANDS.read(record.value());
			if (Instant.ofEpochMilli(record.timestamp()).isBefore(this.clock.instant().minus(VALID))) {
				log.warn("Command at {} is more than a day old and not done", where);
				this.waiting.passOver(place);
				return;
			}
			List<ProducerRecord<byte[], byte[]>> others = copies(record, consumer);
			boolean done = this.waiting.obey(order, command, place, others);
			log.info("Command at {}, {} of order {}: {}", where, command.action().wireName(), order,
					done ? "done" : "no mail of it waits here" + (others.isEmpty() ? "" : ", passed on"));
		}
		catch (UnreadableEventException | IllegalArgumentException | NullPointerException ex) {
			log.warn("Not a command: {}: {}", where, ex.getMessage());
			this.waiting.passOver(place);
		}
	}

	/**
	 * For all who have another partition: an order that is older than some partitions is
	 * not where its id hashes to by now (decision 22).
	 */
	private static List<ProducerRecord<byte[], byte[]>> copies(ConsumerRecord<byte[], byte[]> record,
			Consumer<?, ?> consumer) {
		if (record.headers().lastHeader(PASSED_ON) != null) {
			return List.of();
		}
		return consumer.partitionsFor(record.topic())
			.stream()
			.map(PartitionInfo::partition)
			.filter((each) -> each != record.partition())
			.map((each) -> new ProducerRecord<>(record.topic(), each, record.timestamp(), record.key(), record.value(),
					List.of(new RecordHeader(PASSED_ON, new byte[0]))))
			.toList();
	}

}
