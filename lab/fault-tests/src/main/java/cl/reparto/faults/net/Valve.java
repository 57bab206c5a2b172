package cl.reparto.faults.net;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Lets the bytes of one direction through as the flow is at the time.
 */
final class Valve {

	/** So that a narrow way trickles instead of pausing long. */
	private static final int PIECES_PER_SECOND = 20;

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private volatile Flow flow = Flow.FREE;

	private long nextTurn = System.nanoTime();

	synchronized void set(Flow flow) {
		this.flow = flow;
		this.nextTurn = System.nanoTime();
		notifyAll();
	}

	/**
	 * Blocks until bytes may pass.
	 * @param wanted how many there are; 0 for the end of them
	 * @return how many of them may
	 * @throws IOException if they are lost
	 * @throws InterruptedException if interrupted
	 */
	int admit(int wanted) throws IOException, InterruptedException {
		Flow now = this.flow;
		return switch (now) {
			case Flow.Free _ -> wanted;
			case Flow.Stalled _ -> {
				awaitChange(now);
				yield admit(wanted);
			}
			case Flow.Delayed delayed -> changesWithin(delayed.by().toNanos(), now) ? admit(wanted) : wanted;
			case Flow.Throttled throttled -> {
				int piece = Math.clamp(throttled.bytesPerSecond() / PIECES_PER_SECOND, Math.min(1, wanted), wanted);
				long wait = turnOf(piece, throttled) - System.nanoTime();
				yield changesWithin(wait, now) ? admit(wanted) : piece;
			}
			case Flow.Lost _ -> throw new IOException("lost");
		};
	}

	private synchronized long turnOf(int bytes, Flow.Throttled throttled) {
		this.nextTurn = Math.max(this.nextTurn, System.nanoTime()) + bytes * SECOND / throttled.bytesPerSecond();
		return this.nextTurn;
	}

	private synchronized void awaitChange(Flow from) throws InterruptedException {
		while (this.flow == from) {
			wait();
		}
	}

	private synchronized boolean changesWithin(long nanos, Flow from) throws InterruptedException {
		long deadline = System.nanoTime() + nanos;
		for (long left = nanos; left > 0 && this.flow == from; left = deadline - System.nanoTime()) {
			TimeUnit.NANOSECONDS.timedWait(this, left);
		}
		return this.flow != from;
	}

}
