package cl.reparto.service.streams.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import cl.reparto.model.Topic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ViewFreshnessTests {

	private static final TopicPartition CARTS = new TopicPartition("carts", 0);

	private static final TopicPartition LOTS = new TopicPartition("lots", 0);

	private final CommittedEnds kafka = new CommittedEnds();

	private final ViewPosition position = new ViewPosition();

	private final ViewFreshness freshness = new ViewFreshness(() -> this.kafka, this.position,
			List.of(topic(CARTS), topic(LOTS)), Duration.ofMillis(500));

	private final Thread check = Thread.ofVirtual().start(this::check);

	private static Topic<byte[]> topic(TopicPartition partition) {
		return new Topic<>(partition.topic(), byte[].class, Map.of());
	}

	@AfterEach
	void stop() {
		this.check.interrupt();
	}

	private void check() {
		try {
			this.freshness.run();
		}
		catch (InterruptedException ex) {
			// Done with.
		}
	}

	@Test
	void isNotCurrentBeforeAnythingIsRead() {
		assertThat(this.freshness.isCurrent()).isFalse();
		assertThat(this.freshness.wholeUntil()).isNull();
		assertThat(this.freshness.health())
			.isEqualTo(Health.down().withDetail("because", "the view has not begun to read").build());
		assertThat(this.kafka.questions).as("questions before there is anything to compare").hasValue(0);
	}

	@Test
	void isCurrentOnceAllIsReadThatWasThere() {
		Instant before = Instant.now();
		this.kafka.ends.put(CARTS, 7L);
		this.position.note(Map.of(CARTS, 7L));

		await().until(this.freshness::isCurrent);
		assertThat(this.freshness.doubt()).isEmpty();
		assertThat(this.freshness.health().getStatus()).isEqualTo(Status.UP);
		assertThat(this.freshness.wholeUntil()).isBetween(before, Instant.now());
	}

	/** Whichever of its topics it is. */
	@Test
	void isNotCurrentWhileItLagsAndIsAgainWhenItHasRead() {
		this.position.note(Map.of(CARTS, 7L, LOTS, 0L));
		await().until(this.freshness::isCurrent);

		this.kafka.ends.put(LOTS, 1L);

		await().until(() -> !this.freshness.isCurrent());
		await().untilAsserted(
				() -> assertThat(this.freshness.doubt()).hasValueSatisfying((doubt) -> doubt.contains("has not read")));
		this.position.note(Map.of(CARTS, 7L, LOTS, 1L));
		await().until(this.freshness::isCurrent);
	}

	@Test
	void isNotCurrentWhileKafkaIsAwayAndIsAgainWhenItIsBack() {
		this.position.note(Map.of(CARTS, 7L));
		await().until(this.freshness::isCurrent);

		this.kafka.isAway = true;

		await().until(() -> !this.freshness.isCurrent());
		Instant whole = this.freshness.wholeUntil();
		assertThat(this.freshness.doubt()).contains("Kafka does not tell how much there is to read: nobody there");
		assertThat(this.freshness.wholeUntil()).isEqualTo(whole);
		this.kafka.isAway = false;
		await().until(this.freshness::isCurrent);
	}

	/** One partition of each topic, as far along as a test says. */
	private static final class CommittedEnds implements TopicOffsets {

		private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>(Map.of(CARTS, 0L, LOTS, 0L));

		private final AtomicInteger questions = new AtomicInteger();

		private volatile boolean isAway;

		@Override
		public Map<TopicPartition, Long> stableEnds(Collection<Topic<?>> topics) {
			this.questions.incrementAndGet();
			if (this.isAway) {
				throw new TimeoutException("nobody there");
			}
			assertThat(topics).extracting(Topic::name).containsExactly(CARTS.topic(), LOTS.topic());
			return Map.copyOf(this.ends);
		}

		@Override
		public Map<TopicPartition, Long> ends(Topic<?> topic) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Map<TopicPartition, Long> committed(String group) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
		}

	}

}
