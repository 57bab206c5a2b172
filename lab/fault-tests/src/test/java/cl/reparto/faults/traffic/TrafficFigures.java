package cl.reparto.faults.traffic;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What became of a traffic's orders so far. Moments are on the clock of
 * {@link System#nanoTime}.
 */
final class TrafficFigures {

	private final AtomicInteger accepted = new AtomicInteger();

	private final Queue<Long> arrivalsOfAccepted = new ConcurrentLinkedQueue<>();

	private volatile long lastTrouble = System.nanoTime();

	/** An order was answered 202, of a customer who came at a moment. */
	void accepted(long arrival) {
		this.accepted.incrementAndGet();
		this.arrivalsOfAccepted.add(arrival);
	}

	/** An order got no clear answer. */
	void trouble() {
		this.lastTrouble = System.nanoTime();
	}

	int accepted() {
		return this.accepted.get();
	}

	long acceptedSince(long moment) {
		return this.arrivalsOfAccepted.stream().filter((arrival) -> arrival - moment > 0).count();
	}

	Duration quiet() {
		return Duration.ofNanos(System.nanoTime() - this.lastTrouble);
	}

}
