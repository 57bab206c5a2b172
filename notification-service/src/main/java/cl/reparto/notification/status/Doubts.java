package cl.reparto.notification.status;

import java.util.HashSet;
import java.util.Set;

/**
 * Whether there is an order that the view does not have: those who would know.
 */
final class Doubts {

	private final Set<Doubt> open = new HashSet<>();

	/**
	 * Raises a doubt.
	 * @param whenSettled called once it is settled, by the thread that settles it
	 * @return the doubt, which whoever raised it closes
	 */
	synchronized Doubt raise(Runnable whenSettled) {
		Doubt doubt = new Doubt(whenSettled);
		this.open.add(doubt);
		notifyAll();
		return doubt;
	}

	/**
	 * Blocks until there is any doubt.
	 * @return all that are open
	 * @throws InterruptedException if interrupted
	 */
	synchronized Set<Doubt> await() throws InterruptedException {
		while (this.open.isEmpty()) {
			wait();
		}
		return Set.copyOf(this.open);
	}

	private synchronized boolean isOpen(Doubt doubt) {
		return this.open.contains(doubt);
	}

	private synchronized void close(Doubt doubt) {
		this.open.remove(doubt);
	}

	/** A doubt. It is open until it is settled or nobody wants to know any more. */
	final class Doubt implements AutoCloseable {

		private final Runnable whenSettled;

		private volatile boolean settled;

		private Doubt(Runnable whenSettled) {
			this.whenSettled = whenSettled;
		}

		/**
		 * Whether the view has every order that was accepted before the doubt.
		 * @return if so, an order that is then not in the view had not been accepted
		 */
		boolean isSettled() {
			return this.settled;
		}

		boolean isOpen() {
			return Doubts.this.isOpen(this);
		}

		void settle() {
			this.settled = true;
			close();
			this.whenSettled.run();
		}

		@Override
		public void close() {
			Doubts.this.close(this);
		}

	}

}
