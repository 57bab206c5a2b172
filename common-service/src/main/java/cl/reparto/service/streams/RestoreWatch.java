package cl.reparto.service.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * What an application of Kafka Streams has to read back from Kafka before it goes on: of
 * what is to be read there, nothing moves until then (decision 26).
 */
final class RestoreWatch implements StateRestoreListener {

	private final Map<TopicPartition, Part> parts = new ConcurrentHashMap<>();

	private final Counter read;

	/**
	 * Reads nothing back yet.
	 * @param registry shows what there is to read
	 * @param application its name
	 */
	RestoreWatch(MeterRegistry registry, String application) {
		Gauge.builder("reparto.restore.parts", this, RestoreWatch::parts)
			.description("Partitions of stores that are being read back from Kafka")
			.tag("application", application)
			.register(registry);
		Gauge.builder("reparto.restore.records", this, RestoreWatch::records)
			.description("Records that are left to read back, at most")
			.tag("application", application)
			.register(registry);
		this.read = Counter.builder("reparto.restore.read")
			.description("Records that were read back from Kafka")
			.tag("application", application)
			.register(registry);
	}

	/** Of an application that is started anew, all is yet to come. */
	void forget() {
		this.parts.clear();
	}

	/**
	 * How many partitions of stores are being read back.
	 * @return 0 if all goes on
	 */
	int parts() {
		return this.parts.size();
	}

	/**
	 * How many records are left.
	 * @return an upper bound: not every offset has a record
	 */
	long records() {
		return this.parts.values().stream().mapToLong((part) -> Math.max(0, part.end() - part.next())).sum();
	}

	@Override
	public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
		this.parts.put(partition, new Part(start, end));
	}

	@Override
	public void onBatchRestored(TopicPartition partition, String store, long last, long records) {
		this.read.increment(records);
		this.parts.computeIfPresent(partition, (same, part) -> new Part(last + 1, part.end()));
	}

	@Override
	public void onRestoreEnd(TopicPartition partition, String store, long records) {
		this.parts.remove(partition);
	}

	@Override
	public void onRestoreSuspended(TopicPartition partition, String store, long records) {
		this.parts.remove(partition);
	}

	/** From the next offset to read to the end. */
	private record Part(long next, long end) {
	}

}
