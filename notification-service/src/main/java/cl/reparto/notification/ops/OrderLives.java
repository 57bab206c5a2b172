package cl.reparto.notification.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.notification.find.OrderIndex;
import cl.reparto.notification.find.OrderSearch;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.notification.status.StatusView;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.notification.status.ViewNotReadyException;
import cl.reparto.service.topics.BriefReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Finds orders, and all that the topics know of one.
 */
@Component
final class OrderLives {

	/** How many orders are listed, and events of one. */
	static final int MOST = 200;

	/** How far back is looked for an order that the view does not know. */
	static final Duration BACK = Duration.ofDays(1);

	/** By how much the clocks of those who write may differ. */
	private static final Duration SLACK = Duration.ofMinutes(5);

	private final StatusView view;

	private final OrderIndex index;

	private final InstantSource clock = InstantSource.system();

	OrderLives(StatusView view, OrderIndex index) {
		this.view = view;
		this.index = index;
	}

	/**
	 * Orders by the number that people call them by, or by a part of their name.
	 * @param text what somebody has typed
	 * @return those called so, and then the newest first, {@link OrderSearch#LONGEST} at
	 * most
	 * @throws ViewNotReadyException if this instance cannot tell
	 */
	List<OrderStatus> find(String text) {
		String number = text.toLowerCase(Locale.ROOT);
		OrderSearch search = new OrderSearch(Set.of(), null, null, text, null, this.clock.instant(), null,
				OrderSearch.LONGEST);
		try {
			List<UUID> called = number.matches("[0-9a-f]{8}") ? this.index.beginningWith(number) : List.of();
			Stream<UUID> named = this.index.find(search).rows().stream().map((row) -> row.place().id());
			return Stream.concat(called.stream(), named)
				.distinct()
				.limit(OrderSearch.LONGEST)
				.map(this.view::now)
				.flatMap(Optional::stream)
				.map(StoredStatus::order)
				.toList();
		}
		catch (InvalidStateStoreException ex) {
			throw new ViewNotReadyException();
		}
	}

	/** What the view knows of an order; nothing while it knows none. */
	Optional<StoredStatus> known(UUID order) {
		try {
			return this.view.now(order);
		}
		catch (ViewNotReadyException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Reads all of an order.
	 * @param scan reads
	 * @param id the order
	 * @param back how far to look back for one that the view does not know
	 * @return what there is
	 * @throws KafkaException if Kafka does not answer in time
	 */
	Life read(BriefReader scan, UUID id, Duration back) {
		Optional<StoredStatus> known = known(id);
		Integer home = known.map(StoredStatus::partition).orElse(null);
		Instant received = known.map((order) -> order.order().history().getFirst().at().minus(SLACK))
			.orElseGet(() -> this.clock.instant().minus(back));
		List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
		byte[] key = key(id);
		scan.read(places(scan, Set.of(Topics.ORDER_PROCESSING.name()), home, key), received,
				(record) -> take(record, key, records));
		OrderProgress newest = newest(records);
		Instant since = (newest != null) ? newest.requestedAt().minus(SLACK) : received;
		Set<String> others = new TreeSet<>(LifeEvent.TOPICS);
		others.remove(Topics.ORDER_PROCESSING.name());
		scan.read(places(scan, others, home, key), since, (record) -> take(record, key, records));
		return new Life(id, newest, home, since, records, scan.unread());
	}

	/**
	 * An order as {@code order_processing} has it last.
	 * @param scan reads
	 * @param order the order, as the view knows it
	 * @return empty if that was not read
	 * @throws KafkaException if Kafka does not answer in time
	 */
	Optional<OrderProgress> newest(BriefReader scan, StoredStatus order) {
		List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
		OrderStatus known = order.order();
		byte[] key = key(known.id());
		scan.read(List.of(new TopicPartition(Topics.ORDER_PROCESSING.name(), order.partition())),
				known.updatedAt().minus(SLACK), (record) -> take(record, key, records));
		return Optional.ofNullable(newest(records)).filter((newest) -> newest.version() >= order.version());
	}

	private static byte[] key(UUID id) {
		return id.toString().getBytes(US_ASCII);
	}

	private static void take(ConsumerRecord<byte[], byte[]> record, byte[] key,
			List<ConsumerRecord<byte[], byte[]>> records) {
		if (records.size() < MOST && record.key() != null && Arrays.equals(record.key(), key)) {
			records.add(record);
		}
	}

	/**
	 * Where an order is, and where its key is put by those who do not know where it was
	 * born (decision 22); everywhere, if that is not known here.
	 */
	private static List<TopicPartition> places(BriefReader scan, Set<String> topics, @Nullable Integer home,
			byte[] key) {
		return topics.stream().map(scan::partitions).flatMap((all) -> {
			int hashed = all.isEmpty() ? 0 : Utils.toPositive(Utils.murmur2(key)) % all.size();
			return all.stream()
				.filter((each) -> home == null || each.partition() == home || each.partition() == hashed);
		}).toList();
	}

	private static @Nullable OrderProgress newest(List<ConsumerRecord<byte[], byte[]>> records) {
		OrderProgress newest = null;
		for (ConsumerRecord<byte[], byte[]> record : records) {
			try {
				OrderProgress read = (record.value() != null) ? Topics.ORDER_PROCESSING.read(record.value()) : null;
				newest = (read != null && (newest == null || read.version() > newest.version())) ? read : newest;
			}
			catch (UnreadableEventException ex) {
				// Shown as it is.
			}
		}
		return newest;
	}

	/**
	 * All that the topics know of an order.
	 *
	 * @param id the order
	 * @param newest the order as it was last; null if it was nowhere yet
	 * @param home the partition where it lives; null if that is not known here
	 * @param since from when on was read
	 * @param records what was found
	 * @param unread where reading has stopped
	 */
	record Life(UUID id, @Nullable OrderProgress newest, @Nullable Integer home, Instant since,
			List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> unread) {
	}

}
