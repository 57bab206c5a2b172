package cl.reparto.service.streams;

import org.apache.kafka.streams.KafkaStreams;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while Kafka Streams does its work: it is running, its global stores caught up, or
 * only sharing out the partitions anew. Not while it reads state back from Kafka.
 */
public final class StreamsHealthIndicator implements HealthIndicator {

	private final RunningStreams running;

	private volatile boolean hasRun;

	/**
	 * Looks at Kafka Streams.
	 * @param running where it is
	 */
	public StreamsHealthIndicator(RunningStreams running) {
		this.running = running;
	}

	@Override
	public Health health() {
		KafkaStreams streams = this.running.streams();
		if (streams == null) {
			return Health.down().withDetail("state", "waiting for Kafka and its topics").build();
		}
		KafkaStreams.State state = streams.state();
		this.hasRun |= state == KafkaStreams.State.RUNNING;
		RestoreWatch restores = this.running.restores();
		boolean up = state == KafkaStreams.State.RUNNING
				|| (this.hasRun && state == KafkaStreams.State.REBALANCING && restores.parts() == 0);
		return (up ? Health.up() : Health.down()).withDetail("state", state)
			.withDetail("recordsToReadBack", restores.records())
			.build();
	}

}
