package cl.reparto.load.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import cl.reparto.load.orders.DataSet;
import cl.reparto.load.orders.Row;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Orders that are put straight into {@code order_requests}, past the HTTP that would slow
 * them down: what can the pipeline behind it do?
 *
 * @param orders how many there were
 * @param drained from the first of them until the last was {@code finalizado}
 * @param mailed from the first of them until the last mail was noted
 * @param late how long after they were due statuses were reached, in microseconds
 */
public record BurstTrial(int orders, Duration drained, Duration mailed, Histogram late) {

	/** As fast as they can be written. */
	public static final int AT_ONCE = Integer.MAX_VALUE;

	private static final int DIGITS = 3;

	private static final Duration LIMIT = Duration.ofMinutes(3);

	/**
	 * Puts orders in and waits until all is done.
	 * @param bootstrapServers where its Kafka is
	 * @param rows the orders
	 * @param perSecond how many of them a second
	 * @param mails how many mails the system sends for each
	 * @return how long it took
	 * @throws org.awaitility.core.ConditionTimeoutException if that is more than three
	 * minutes
	 */
	public static BurstTrial of(String bootstrapServers, DataSet rows, int perSecond, int mails) {
		int orders = rows.rows().size();
		try (TopicWatch watch = new TopicWatch(bootstrapServers)) {
			Instant first = Instant.now();
			pour(bootstrapServers, rows, perSecond);
			List<ObservedRecord> records = watch.await(orders, mails, LIMIT);
			return new BurstTrial(orders, until(first, records, Topics.ORDER_PROCESSING),
					until(first, records, Topics.ORDER_NOTIFICATIONS), late(records));
		}
	}

	/**
	 * Some bursts, one after the other, as if they were one.
	 * @param bursts at least one
	 */
	static BurstTrial all(List<BurstTrial> bursts) {
		Histogram late = new Histogram(DIGITS);
		bursts.forEach((burst) -> late.add(burst.late));
		return new BurstTrial(bursts.stream().mapToInt(BurstTrial::orders).sum(), sum(bursts, BurstTrial::drained),
				sum(bursts, BurstTrial::mailed), late);
	}

	private static Duration sum(List<BurstTrial> bursts, Function<BurstTrial, Duration> time) {
		return bursts.stream().map(time).reduce(Duration.ZERO, Duration::plus);
	}

	/**
	 * Puts orders in and waits for nothing but that Kafka has them.
	 * @param bootstrapServers where Kafka is
	 * @param rows the orders
	 * @param perSecond how many of them a second
	 */
	static void pour(String bootstrapServers, DataSet rows, int perSecond) {
		Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5);
		try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
			long begin = System.nanoTime();
			for (int turn = 0; turn < rows.rows().size(); turn++) {
				LockSupport.parkNanos(begin + turn * 1_000_000_000L / perSecond - System.nanoTime());
				Row row = rows.rows().get(turn);
				UUID id = UUID.randomUUID();
				producer.send(Topics.ORDER_REQUESTS.record(id.toString(),
						new OrderRequested(id, row.name(), row.price(), row.email(), Instant.now())));
			}
		}
	}

	private static Duration until(Instant first, List<ObservedRecord> records, Topic<?> topic) {
		Instant last = records.stream()
			.filter((each) -> each.topic().equals(topic.name()))
			.map(ObservedRecord::at)
			.max(Comparator.naturalOrder())
			.orElse(first);
		return Duration.between(first, last);
	}

	private static Histogram late(List<ObservedRecord> records) {
		Histogram late = new Histogram(DIGITS);
		Map<UUID, OrderProgress> last = new HashMap<>();
		for (ObservedRecord each : records) {
			if (each.topic().equals(Topics.ORDER_PROCESSING.name())) {
				OrderProgress progress = Topics.ORDER_PROCESSING.read(each.value());
				OrderProgress before = last.put(progress.id(), progress);
				if (before != null) {
					late.recordValue(ChronoUnit.MICROS.between(before.dueAt(), progress.reachedAt()));
				}
			}
		}
		return late;
	}

	/** Orders that came to their end in a second. */
	public double ordersPerSecond() {
		return this.orders * 1e9 / this.drained.toNanos();
	}

	/** Mails that were taken in a second. */
	public double mailsPerSecond() {
		return (double) this.orders * Status.STEPS.size() * 1e9 / this.mailed.toNanos();
	}

}
