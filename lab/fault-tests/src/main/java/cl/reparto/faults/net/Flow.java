package cl.reparto.faults.net;

import java.time.Duration;

/**
 * What becomes of bytes on their way in one direction.
 */
public sealed interface Flow {

	/** They pass at once. */
	Flow FREE = new Free();

	/**
	 * They wait until something changes, and so does the end of the connection: a black
	 * hole.
	 */
	Flow STALLED = new Stalled();

	/** They are lost, and the connection is reset. */
	Flow LOST = new Lost();

	/**
	 * They wait for a time. What comes meanwhile goes next, so that some wait twice as
	 * long.
	 * @param by how long
	 * @return a slow way
	 */
	static Flow delayed(Duration by) {
		return new Delayed(by);
	}

	/**
	 * So many pass in a second, of all connections together.
	 * @param bytesPerSecond how many, at least 1
	 * @return a narrow way
	 * @throws IllegalArgumentException if it is less
	 */
	static Flow throttled(int bytesPerSecond) {
		return new Throttled(bytesPerSecond);
	}

	/**
	 * See {@link #FREE}.
	 */
	record Free() implements Flow {
	}

	/**
	 * See {@link #STALLED}.
	 */
	record Stalled() implements Flow {
	}

	/**
	 * See {@link #LOST}.
	 */
	record Lost() implements Flow {
	}

	/**
	 * See {@link Flow#delayed}.
	 *
	 * @param by how long bytes wait
	 */
	record Delayed(Duration by) implements Flow {
	}

	/**
	 * See {@link Flow#throttled}.
	 *
	 * @param bytesPerSecond how many pass, at least 1
	 */
	record Throttled(int bytesPerSecond) implements Flow {

		/**
		 * Checks the number.
		 * @throws IllegalArgumentException if none would pass
		 */
		public Throttled {
			if (bytesPerSecond < 1) {
				throw new IllegalArgumentException("bytesPerSecond must be 1 or more; to stop all, stall");
			}
		}

	}

}
