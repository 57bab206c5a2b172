package cl.reparto.notification.status.absence;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static cl.reparto.notification.status.absence.FixedTopicOffsets.progress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ViewFreshnessTests {

	private final FixedTopicOffsets offsets = new FixedTopicOffsets();

	private final ViewPosition position = new ViewPosition();

	private final ViewFreshness freshness = new ViewFreshness(() -> this.offsets, this.position,
			Duration.ofMillis(500));

	private final Thread check = Thread.ofVirtual().start(this::check);

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
		assertThat(this.freshness.doubt()).contains("the view has not begun to read");
		assertThat(this.offsets.requests).as("questions before there is anything to compare").hasValue(0);
	}

	@Test
	void isCurrentOnceAllIsReadThatWasThere() {
		this.offsets.ends.put(progress(0), 7L);
		this.position.note(Map.of(progress(0), 7L, progress(1), 0L));

		await().until(this.freshness::isCurrent);
		assertThat(this.freshness.doubt()).isEmpty();
	}

	@Test
	void isNotCurrentWhileItLagsAndIsAgainWhenItHasRead() {
		this.position.note(Map.of(progress(0), 7L, progress(1), 0L));
		await().until(this.freshness::isCurrent);

		this.offsets.ends.put(progress(0), 8L);

		await().until(() -> !this.freshness.isCurrent());
		await().untilAsserted(
				() -> assertThat(this.freshness.doubt()).hasValueSatisfying((doubt) -> doubt.contains("has not read")));
		this.position.note(Map.of(progress(0), 8L, progress(1), 0L));
		await().until(this.freshness::isCurrent);
	}

	@Test
	void isNotCurrentWhileKafkaIsAwayAndIsAgainWhenItIsBack() {
		this.position.note(Map.of(progress(0), 7L));
		await().until(this.freshness::isCurrent);

		this.offsets.beforeAnswer = () -> {
			throw new TimeoutException("nobody there");
		};

		await().until(() -> !this.freshness.isCurrent());
		assertThat(this.freshness.doubt()).contains("Kafka does not tell how much there is to read: nobody there");
		this.offsets.beforeAnswer = () -> {
		};
		await().until(this.freshness::isCurrent);
	}

}
