package cl.reparto.notification.status.http;

import cl.reparto.service.web.Connections;
import cl.reparto.service.web.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatchersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	/** A listener to events keeps none. */
	@Test
	void keepsHalfOfAllConnectionsForThoseWhoOnlyAsk() {
		Watchers watchers = new Watchers(new WatchSettings(Integer.MAX_VALUE), this.registry);
		for (int poll = 0; poll < Connections.most() / 2; poll++) {
			watchers.takeForPoll();
		}

		assertThatThrownBy(watchers::takeForPoll).isInstanceOf(ProblemException.class);
		for (int listener = 0; listener < Connections.most(); listener++) {
			watchers.take();
		}
	}

	@Test
	void hasNoMoreListenersThanTheHeapBears() {
		Watchers watchers = new Watchers(new WatchSettings(Integer.MAX_VALUE), this.registry);
		for (int listener = 0; listener < Connections.mostListeners(); listener++) {
			watchers.take();
		}

		assertThatThrownBy(watchers::take).isInstanceOf(ProblemException.class);
	}

	@Test
	void givesBackWhatAPollTook() {
		Watchers watchers = new Watchers(new WatchSettings(1), this.registry);
		for (int poll = 0; poll < Connections.most(); poll++) {
			assertThatThrownBy(() -> pollTwice(watchers)).isInstanceOf(ProblemException.class);
		}

		watchers.takeForPoll();

		assertThat(this.registry.get("reparto.status.watchers").gauge().value()).isEqualTo(1);
	}

	/** Where there is one place. */
	private static void pollTwice(Watchers watchers) {
		try (Watchers.Place _ = watchers.takeForPoll()) {
			watchers.takeForPoll();
		}
	}

}
