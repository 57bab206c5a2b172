package cl.reparto.service.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestoreWatchTests {

	private static final TopicPartition PART = new TopicPartition("orders-changelog", 0);

	private static final TopicPartition OTHER = new TopicPartition("orders-changelog", 1);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final RestoreWatch restores = new RestoreWatch(this.registry, "orders");

	@Test
	void showsWhatIsLeftToRead() {
		this.restores.onRestoreStart(PART, "orders", 0, 1_000);
		this.restores.onRestoreStart(OTHER, "orders", 50, 100);

		this.restores.onBatchRestored(PART, "orders", 599, 300);

		assertThat(gauge("parts")).isEqualTo(2);
		assertThat(gauge("records")).isEqualTo(450);
		assertThat(this.registry.get("reparto.restore.read").counter().count()).isEqualTo(300);
	}

	@Test
	void showsNothingOfWhatIsReadOrGivenUp() {
		this.restores.onRestoreStart(PART, "orders", 0, 1_000);
		this.restores.onRestoreStart(OTHER, "orders", 0, 100);

		this.restores.onRestoreEnd(PART, "orders", 1_000);
		this.restores.onRestoreSuspended(OTHER, "orders", 10);
		this.restores.onBatchRestored(OTHER, "orders", 20, 10);

		assertThat(gauge("parts")).isZero();
		assertThat(gauge("records")).isZero();
	}

	@Test
	void showsNothingOfAnApplicationThatIsStartedAnew() {
		this.restores.onRestoreStart(PART, "orders", 0, 1_000);

		this.restores.forget();

		assertThat(gauge("parts")).isZero();
	}

	private double gauge(String name) {
		return this.registry.get("reparto.restore." + name).tag("application", "orders").gauge().value();
	}

}
