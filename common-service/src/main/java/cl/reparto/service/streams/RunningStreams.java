package cl.reparto.service.streams;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Kafka Streams as it was made last. Its factory cannot be asked while it starts, which
 * takes as long as global stores catch up. Up while it does its work: it is running, its
 * global stores caught up, or only sharing out the partitions anew. Not while it reads
 * state back from Kafka.
 */
public final class RunningStreams implements HealthIndicator {

	private final RestoreWatch restores;

	private volatile @Nullable KafkaStreams streams;

	private volatile boolean hasRun;

	/**
	 * Knows of none yet.
	 * @param registry shows what it reads back from Kafka
	 * @param application its name
	 */
	public RunningStreams(MeterRegistry registry, String application) {
		this.restores = new RestoreWatch(registry, application);
	}

	/** Of what was made, and is not started yet. */
	void made(KafkaStreams made) {
		this.restores.forget();
		made.setGlobalStateRestoreListener(this.restores);
		this.streams = made;
	}

	/**
	 * Kafka Streams.
	 * @return null before it was made
	 */
	public @Nullable KafkaStreams streams() {
		return this.streams;
	}

	@Override
	public Health health() {
		KafkaStreams made = this.streams;
		if (made == null) {
			return Health.down().withDetail("state", "waiting for Kafka and its topics").build();
		}
		KafkaStreams.State state = made.state();
		this.hasRun |= state == KafkaStreams.State.RUNNING;
		boolean up = state == KafkaStreams.State.RUNNING
				|| (this.hasRun && state == KafkaStreams.State.REBALANCING && this.restores.parts() == 0);
		return (up ? Health.up() : Health.down()).withDetail("state", state)
			.withDetail("recordsToReadBack", this.restores.records())
			.build();
	}

}
