package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Whether {@code order_processing} can be read: as a member of the group, and without an
 * error. That nothing comes, since Kafka is away, is no error. For all threads.
 */
public final class ReadingWatch {

	/** A start, a rebalance or a restart of a broker takes less. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final LongSupplier nanos;

	private volatile long readable;

	private volatile String trouble = "waiting for Kafka to have its topics, and for a place in the group";

	/**
	 * Nothing is read yet.
	 * @param nanos the time as of {@link System#nanoTime()}
	 */
	public ReadingWatch(LongSupplier nanos) {
		this.nanos = nanos;
		this.readable = nanos.getAsLong();
	}

	void reads() {
		this.readable = this.nanos.getAsLong();
	}

	void fails(String why) {
		this.trouble = why;
	}

	/**
	 * Why nothing has been read for some time.
	 * @return null if it can be
	 */
	public @Nullable String trouble() {
		return (this.nanos.getAsLong() - this.readable < PATIENCE.toNanos()) ? null : this.trouble;
	}

}
