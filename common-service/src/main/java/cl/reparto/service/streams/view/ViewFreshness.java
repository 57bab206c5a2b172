package cl.reparto.service.streams.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import cl.reparto.model.Topic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the view is current: it has read, within some seconds, all that anybody could
 * have read before. An instance that is cut off from Kafka, or reads too slowly, cannot
 * prove it and knows that it may show what is long past (decision 21).
 * <p>
 * The end that counts is that of what is committed: no view can have shown more.
 */
public final class ViewFreshness implements HealthIndicator {

	/** Between looks at how far the view has come. */
	private static final Duration LOOK = Duration.ofMillis(50);

	/** So many are begun while one holds. */
	private static final int PROOFS = 10;

	private static final String NOTHING_READ = "the view has not begun to read";

	private final Supplier<TopicOffsets> opener;

	private final ViewPosition view;

	private final Collection<Topic<?>> topics;

	private final Duration within;

	/** Null before the first. */
	private volatile @Nullable Proof proof;

	private volatile String doubt = NOTHING_READ;

	/**
	 * Asks Kafka nothing yet.
	 * @param opener opens a client
	 * @param view how far the view has read
	 * @param topics what it is made of
	 * @param within for how long a proof holds
	 */
	public ViewFreshness(Supplier<TopicOffsets> opener, ViewPosition view, Collection<Topic<?>> topics,
			Duration within) {
		this.opener = opener;
		this.view = view;
		this.topics = topics;
		this.within = within;
	}

	/**
	 * Why the view may show what is past.
	 * @return empty while it is current
	 */
	public Optional<String> doubt() {
		return isCurrent() ? Optional.empty() : Optional.of(this.doubt);
	}

	/**
	 * Whether the view is current.
	 * @return false if that could not be proven for too long
	 */
	public boolean isCurrent() {
		Proof newest = this.proof;
		return newest != null && System.nanoTime() - newest.nanos() < this.within.toNanos();
	}

	/**
	 * When the view had all there was.
	 * @return the time of the newest proof; null before the first
	 */
	public @Nullable Instant wholeUntil() {
		Proof newest = this.proof;
		return (newest != null) ? newest.time() : null;
	}

	@Override
	public Health health() {
		return doubt().map((because) -> Health.down().withDetail("because", because).build())
			.orElseGet(() -> Health.up().build());
	}

	/**
	 * Proves again and again, until interrupted. After trouble it asks by a new client,
	 * which remembers no leader.
	 * @throws InterruptedException when interrupted
	 */
	public void run() throws InterruptedException {
		while (true) {
			if (this.view.isKnown()) {
				try (TopicOffsets offsets = this.opener.get()) {
					prove(offsets);
				}
				catch (KafkaException ex) {
					this.doubt = "Kafka does not tell how much there is to read: " + ex.getMessage();
				}
			}
			Thread.sleep(LOOK);
		}
	}

	private void prove(TopicOffsets offsets) throws InterruptedException {
		while (true) {
			Proof asked = new Proof(Instant.now(), System.nanoTime());
			Map<TopicPartition, Long> ends = offsets.stableEnds(this.topics);
			if (isReadSoon(ends, asked.nanos())) {
				this.proof = asked;
				this.doubt = "Kafka has not told for too long how much there is to read";
				Thread.sleep(this.within.dividedBy(PROOFS));
			}
			else {
				this.doubt = "the view has not read in " + this.within.toSeconds() + " s what was there before";
			}
		}
	}

	/** Who waits longer asks anew: there may be less to read by now. */
	private boolean isReadSoon(Map<TopicPartition, Long> ends, long asked) throws InterruptedException {
		boolean read = this.view.hasReached(ends);
		while (!read && System.nanoTime() - asked < this.within.toNanos()) {
			Thread.sleep(LOOK);
			read = this.view.hasReached(ends);
		}
		return read;
	}

	/**
	 * That the view had all there was.
	 *
	 * @param time when
	 * @param nanos the same as of {@link System#nanoTime()}
	 */
	private record Proof(Instant time, long nanos) {
	}

}
