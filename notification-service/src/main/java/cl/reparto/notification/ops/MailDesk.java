package cl.reparto.notification.ops;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.MailCommand;
import cl.reparto.model.command.MailCommand.Action;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.service.topics.BriefReader;
import cl.reparto.service.topics.KafkaFutures;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The mails that wait, wherever their mailer is, and what people ask of them: a record
 * finds the instance that has them.
 */
@Component
final class MailDesk implements AutoCloseable {

	/** How many are listed. */
	static final int MOST = 100;

	/**
	 * As for orders' commands: together below the time after which the gateway gives up.
	 */
	private static final Map<String, Object> CONFIGS = Map.of(ProducerConfig.ACKS_CONFIG, "all",
			ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.LINGER_MS_CONFIG, 0,
			ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_400, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000,
			ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_400, ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
			ByteArraySerializer.class, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);

	private final TopicScans scans;

	private final OrderLives lives;

	private final ProducerFactory<byte[], byte[]> producers;

	MailDesk(TopicScans scans, OrderLives lives, ProducerFactory<byte[], byte[]> producers) {
		this.scans = scans;
		this.lives = lives;
		this.producers = producers.copyWithConfigurationOverride(CONFIGS);
	}

	/**
	 * Reads what waits.
	 * @param scan reads
	 * @return what waits by now
	 * @throws KafkaException if Kafka does not answer in time
	 */
	Waiting waiting(BriefReader scan) {
		Map<String, byte[]> last = new HashMap<>();
		scan.read(scan.partitions(MailsWaiting.TOPIC.name()), null, (record) -> {
			String key = record.partition() + " " + ((record.key() != null) ? new String(record.key(), UTF_8) : "");
			if (record.value() != null) {
				last.put(key, record.value());
			}
			else {
				last.remove(key);
			}
		});
		return listed(last.values(), scan.unread());
	}

	/** One after the other: of all that may wait, there is no room for two of each. */
	private static Waiting listed(Collection<byte[]> values, Map<TopicPartition, Long> unread) {
		PriorityQueue<MailsWaiting> longest = new PriorityQueue<>(Comparator.comparing(MailsWaiting::since).reversed());
		int letters = 0;
		int held = 0;
		for (byte[] value : values) {
			MailsWaiting each = read(value).orElse(null);
			if (each == null) {
				continue;
			}
			if (each.held()) {
				held++;
				continue;
			}
			letters++;
			longest.add(each);
			if (longest.size() > MOST) {
				longest.remove();
			}
		}
		return new Waiting(longest.stream().sorted(Comparator.comparing(MailsWaiting::since)).toList(), letters, held,
				unread);
	}

	private static Optional<MailsWaiting> read(byte[] value) {
		try {
			return Optional.of(MailsWaiting.TOPIC.read(value));
		}
		catch (UnreadableEventException ex) {
			// The mailer has said so in its log, and passes over it.
			return Optional.empty();
		}
	}

	/**
	 * Asks to give up what waits of an order's mails.
	 * @param order the order
	 * @return what came of it
	 * @throws KafkaException if it is not known to be asked; it may be all the same
	 * @throws InterruptedException if interrupted
	 */
	OpsNotice giveUp(UUID order) throws InterruptedException {
		Integer home = this.lives.known(order).map(StoredStatus::partition).orElse(null);
		write(order, new MailCommand(Action.GIVE_UP, null, null), home);
		return OpsNotice.GIVEN_UP;
	}

	/**
	 * Asks to send an order's mails, whether they were sent before or not.
	 * @param order the order
	 * @param from the status from whose first time on; null for the last version only
	 * @return what came of it
	 * @throws KafkaException if it is not known to be asked; it may be all the same
	 * @throws InterruptedException if interrupted
	 */
	OpsNotice send(UUID order, @Nullable Status from) throws InterruptedException {
		Optional<StoredStatus> known = this.lives.known(order);
		if (known.isEmpty()) {
			return OpsNotice.GONE;
		}
		Optional<OrderProgress> newest;
		try (BriefReader scan = this.scans.open()) {
			if (scan == null) {
				return OpsNotice.BUSY;
			}
			newest = this.lives.newest(scan, known.get());
		}
		if (newest.filter((last) -> wasIn(last, from)).isEmpty()) {
			return OpsNotice.GONE;
		}
		write(order, new MailCommand(Action.SEND, newest.get(), from), known.get().partition());
		return OpsNotice.SENT;
	}

	private static boolean wasIn(OrderProgress order, @Nullable Status status) {
		return status == null || order.history().stream().anyMatch((step) -> step.status() == status);
	}

	private void write(UUID order, MailCommand command, @Nullable Integer home) throws InterruptedException {
		KafkaFutures.get(this.producers.createProducer()
			.send(new ProducerRecord<>(CommandTopics.ORDER_MAIL_COMMANDS.name(), home,
					order.toString().getBytes(US_ASCII), CommandTopics.ORDER_MAIL_COMMANDS.write(command))));
	}

	@Override
	public void close() {
		this.producers.reset();
	}

	/**
	 * The mails that wait.
	 *
	 * @param letters those that wait for their mailbox, the longest first
	 * @param count how many there are
	 * @param held how many wait until the shop can recall no more
	 * @param unread where reading has stopped
	 */
	record Waiting(List<MailsWaiting> letters, int count, int held, Map<TopicPartition, Long> unread) {
	}

}
