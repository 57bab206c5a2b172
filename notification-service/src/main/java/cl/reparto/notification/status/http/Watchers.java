package cl.reparto.notification.status.http;

import java.util.concurrent.Semaphore;

import cl.reparto.service.web.Connections;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Places for those who wait long for an order to go on. Each holds a connection, so they
 * never get more than half of all: whoever asks where an order is now finds one free
 * (decision 11).
 */
@Component
public final class Watchers {

	private final Semaphore places;

	Watchers(WatchSettings settings, MeterRegistry registry) {
		int most = Math.min(settings.watchers(), Connections.most() / 2);
		this.places = new Semaphore(most);
		Gauge.builder("reparto.status.watchers", this.places, (free) -> most - free.availablePermits())
			.description("Watchers of pages and long polls that wait for an order to go on")
			.register(registry);
	}

	/**
	 * Takes a place.
	 * @return the place, which whoever took it closes
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if all are taken
	 */
	public Place take() {
		if (!this.places.tryAcquire()) {
			throw new ProblemException(ProblemKind.UNAVAILABLE, "Too many wait here for orders to go on.");
		}
		return this.places::release;
	}

	/** Somebody's place. */
	public interface Place extends AutoCloseable {

		@Override
		void close();

	}

}
