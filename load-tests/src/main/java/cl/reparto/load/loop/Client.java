package cl.reparto.load.loop;

import java.io.IOException;

/**
 * Does one thing again and again, in one thread, mostly over one connection.
 */
@FunctionalInterface
public interface Client extends AutoCloseable {

	/**
	 * Does it once.
	 * @throws Exception if it fails
	 */
	void work() throws Exception;

	@Override
	default void close() throws IOException {
	}

}
