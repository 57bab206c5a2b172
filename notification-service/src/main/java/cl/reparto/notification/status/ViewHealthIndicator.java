package cl.reparto.notification.status;

import org.apache.kafka.streams.KafkaStreams;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Up once the view has caught up with what was committed before it was opened.
 */
@Component
class ViewHealthIndicator implements HealthIndicator {

	private final RunningView view;

	ViewHealthIndicator(RunningView view) {
		this.view = view;
	}

	@Override
	public Health health() {
		KafkaStreams.State state = this.view.state();
		if (state == null) {
			return Health.down().withDetail("view", "waiting for Kafka and its topic").build();
		}
		boolean running = state == KafkaStreams.State.RUNNING;
		return (running ? Health.up() : Health.down()).withDetail("view", state).build();
	}

}
