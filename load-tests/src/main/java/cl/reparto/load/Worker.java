package cl.reparto.load;

import java.io.IOException;

/**
 * Does one thing again and again, in one thread.
 */
@FunctionalInterface
interface Worker extends AutoCloseable {

	/**
	 * Does it once.
	 * @throws Exception if it fails
	 */
	void work() throws Exception;

	@Override
	default void close() throws IOException {
	}

}
