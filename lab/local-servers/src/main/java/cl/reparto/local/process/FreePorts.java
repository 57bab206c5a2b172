package cl.reparto.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports that nobody listens on, for processes that must keep their port through a
 * restart.
 */
public final class FreePorts {

	/**
	 * Below the range that Linux takes the ports of outgoing connections from, which
	 * would steal the port of a process that is down for a moment.
	 */
	private static final int FROM = 20_000;

	private static final int BELOW = 32_768;

	private FreePorts() {
	}

	/**
	 * Picks ports at random.
	 * @param count how many
	 * @return that many different ports that are free right now on 127.0.0.1
	 */
	public static List<Integer> pick(int count) {
		return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FROM, BELOW))
			.filter(FreePorts::isFree)
			.distinct()
			.limit(count)
			.boxed()
			.toList();
	}

	/**
	 * Whether a port can be listened on.
	 * @param port the port
	 * @return whether it is free right now on 127.0.0.1
	 */
	public static boolean isFree(int port) {
		try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
