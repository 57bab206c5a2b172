package cl.reparto.notification.status;

import org.apache.kafka.streams.KafkaStreams;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.stereotype.Component;

/**
 * Up once the view has caught up with what was committed before it was opened.
 */
@Component
class ViewHealthIndicator implements HealthIndicator {

	private final StreamsBuilderFactoryBean streams;

	ViewHealthIndicator(StreamsBuilderFactoryBean streams) {
		this.streams = streams;
	}

	@Override
	public Health health() {
		KafkaStreams view = this.streams.getKafkaStreams();
		if (view == null) {
			return Health.down().withDetail("view", "waiting for Kafka and its topic").build();
		}
		boolean running = view.state() == KafkaStreams.State.RUNNING;
		return (running ? Health.up() : Health.down()).withDetail("view", view.state()).build();
	}

}
