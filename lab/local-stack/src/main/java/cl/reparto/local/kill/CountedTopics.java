package cl.reparto.local.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import cl.reparto.local.broker.TopicReader;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Tells a counter what is committed to the topics of orders from now on.
 */
final class CountedTopics implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final OrderCounter counter;

	private final TopicReader<byte[], byte[]> reader;

	private final Thread thread = Thread.ofPlatform().daemon().name("count").unstarted(this::read);

	private volatile Instant readAt = Instant.now();

	private CountedTopics(String bootstrapServers, OrderCounter counter) {
		this.counter = counter;
		this.reader = TopicReader
			.ofBytes(bootstrapServers, Topics.ORDER_REQUESTS.name(), Topics.ORDER_PROCESSING.name())
			.fromNow();
	}

	/**
	 * Begins.
	 * @param bootstrapServers where brokers are that serve
	 * @param counter is told in the order of each partition
	 * @return what reads, to be closed
	 */
	static CountedTopics start(String bootstrapServers, OrderCounter counter) {
		CountedTopics topics = new CountedTopics(bootstrapServers, counter);
		topics.thread.start();
		return topics;
	}

	private void read() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				readOn();
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
		catch (InterruptException ex) {
			// It need not wait for a broker any more.
		}
		// Or else the reader complains when it closes.
		Thread.interrupted();
		this.reader.close();
	}

	private void readOn() {
		try {
			this.reader.readOn(this::count);
			this.readAt = Instant.now();
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			// No broker answers. The page tells how old the count is.
		}
	}

	private void count(ConsumerRecord<byte[], byte[]> record) {
		byte[] value = record.value();
		if (value == null) {
			return;
		}
		try {
			if (record.topic().equals(Topics.ORDER_PROCESSING.name())) {
				this.counter.moved(Topics.ORDER_PROCESSING.read(value));
			}
			else {
				OrderRequested order = Topics.ORDER_REQUESTS.read(value);
				this.counter.accepted(order.id(), Instant.now());
			}
		}
		catch (UnreadableEventException ex) {
			// Nobody was told that this is an order: request-service writes no such
			// thing.
		}
	}

	/** When all was counted that was there. */
	Instant readAt() {
		return this.readAt;
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

}
