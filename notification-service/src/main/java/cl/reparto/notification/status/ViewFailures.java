package cl.reparto.notification.status;

import org.apache.kafka.streams.KafkaStreams;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Breaks the service's liveness when the view dies. One that never ran is its start's to
 * mend or to report: it may only have found damaged state.
 */
final class ViewFailures implements KafkaStreams.StateListener {

	private final ApplicationEventPublisher events;

	private volatile boolean ran;

	ViewFailures(ApplicationEventPublisher events) {
		this.events = events;
	}

	@Override
	public void onChange(KafkaStreams.State now, KafkaStreams.State before) {
		switch (now) {
			case RUNNING -> this.ran = true;
			case ERROR -> {
				if (this.ran) {
					AvailabilityChangeEvent.publish(this.events, this, LivenessState.BROKEN);
				}
			}
			default -> {
				// On its way to one of these, or stopped.
			}
		}
	}

}
