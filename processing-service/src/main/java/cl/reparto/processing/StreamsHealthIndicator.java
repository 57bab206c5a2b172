package cl.reparto.processing;

import org.apache.kafka.streams.KafkaStreams;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.stereotype.Component;

/**
 * Up while orders are walked on: Streams is running, or only sharing out the partitions
 * anew.
 */
@Component
class StreamsHealthIndicator implements HealthIndicator {

	private final StreamsBuilderFactoryBean streams;

	private volatile boolean hasRun;

	StreamsHealthIndicator(StreamsBuilderFactoryBean streams) {
		this.streams = streams;
	}

	@Override
	public Health health() {
		KafkaStreams running = this.streams.getKafkaStreams();
		if (running == null) {
			return Health.down().withDetail("state", "waiting for Kafka and its topics").build();
		}
		KafkaStreams.State state = running.state();
		this.hasRun |= state == KafkaStreams.State.RUNNING;
		boolean up = state == KafkaStreams.State.RUNNING || (this.hasRun && state == KafkaStreams.State.REBALANCING);
		return (up ? Health.up() : Health.down()).withDetail("state", state).build();
	}

}
