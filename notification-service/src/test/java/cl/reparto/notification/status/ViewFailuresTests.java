package cl.reparto.notification.status;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

import static org.assertj.core.api.Assertions.assertThat;

class ViewFailuresTests {

	private final List<Object> events = new ArrayList<>();

	private final ViewFailures failures = new ViewFailures(this.events::add);

	@Test
	void breaksTheServiceWhenTheViewDies() {
		this.failures.onChange(State.RUNNING, State.REBALANCING);
		this.failures.onChange(State.ERROR, State.PENDING_ERROR);

		assertThat(this.events).singleElement()
			.isInstanceOfSatisfying(AvailabilityChangeEvent.class,
					(event) -> assertThat(event.getState()).isEqualTo(LivenessState.BROKEN));
	}

	@Test
	void leavesAViewThatNeverRanToItsStart() {
		this.failures.onChange(State.ERROR, State.PENDING_ERROR);

		assertThat(this.events).isEmpty();
	}

}
