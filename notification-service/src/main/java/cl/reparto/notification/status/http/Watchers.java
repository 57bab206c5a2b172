package cl.reparto.notification.status.http;

import java.util.concurrent.Semaphore;

import cl.reparto.service.web.Connections;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Places for those who wait long for an order to go on. A long poll is a request that is
 * under way, so these get no more than half of all connections: whoever asks where an
 * order is now finds one free (decision 11).
 */
@Component
public final class Watchers {

	private final Semaphore places;

	private final Semaphore polls = new Semaphore(Connections.most() / 2);

	Watchers(WatchSettings settings, MeterRegistry registry) {
		int most = Math.min(settings.watchers(), Connections.mostListeners());
		this.places = new Semaphore(most);
		Gauge.builder("reparto.status.watchers", this.places, (free) -> most - free.availablePermits())
			.description("Watchers of pages and long polls that wait for an order to go on")
			.register(registry);
	}

	/**
	 * Takes a place for a listener to events.
	 * @return the place, which whoever took it closes
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if all are taken
	 */
	public Place take() {
		take(this.places);
		return this.places::release;
	}

	/** Takes one for a long poll, as {@link #take} does. */
	Place takeForPoll() {
		take(this.polls);
		try {
			take(this.places);
		}
		catch (ProblemException ex) {
			this.polls.release();
			throw ex;
		}
		return () -> {
			this.places.release();
			this.polls.release();
		};
	}

	private static void take(Semaphore some) {
		if (!some.tryAcquire()) {
			throw new ProblemException(ProblemKind.UNAVAILABLE, "Too many wait here for orders to go on.");
		}
	}

	/** Somebody's place. */
	public interface Place extends AutoCloseable {

		@Override
		void close();

	}

}
