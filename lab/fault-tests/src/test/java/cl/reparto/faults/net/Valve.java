package cl.reparto.faults.net;

import java.io.IOException;

/**
 * Lets the bytes of one direction through as the flow is at the time.
 */
final class Valve {

	private Flow flow = Flow.FREE;

	synchronized void set(Flow flow) {
		this.flow = flow;
		notifyAll();
	}

	/**
	 * Blocks until bytes may pass, or their end.
	 * @throws IOException if they are lost
	 */
	synchronized void pass() throws IOException, InterruptedException {
		while (this.flow == Flow.STALLED) {
			wait();
		}
		if (this.flow == Flow.LOST) {
			throw new IOException("lost");
		}
	}

}
