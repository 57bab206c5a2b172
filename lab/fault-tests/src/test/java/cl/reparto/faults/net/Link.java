package cl.reparto.faults.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The way that connections of one process to a broker take.
 *
 * @param from the process that opens them
 * @param to the broker
 * @param address where the process finds the broker
 * @param proxies what listens there
 */
record Link(String from, String to, String address, List<TcpProxy> proxies) {

	/**
	 * Opens a way.
	 * @param from the process that uses it
	 * @param to the broker
	 * @param address an address of this machine that nothing else uses
	 * @param ports where the broker listens on 127.0.0.1, and the proxies on the address
	 * @return a link that works
	 */
	static Link open(String from, String to, String address, IntStream ports) {
		return new Link(from, to, address,
				ports.mapToObj((port) -> new TcpProxy(at(address, port), at("127.0.0.1", port))).toList());
	}

	private static InetSocketAddress at(String address, int port) {
		return new InetSocketAddress(InetAddress.ofLiteral(address), port);
	}

	/**
	 * Whether it connects two processes, whichever opens the connections.
	 */
	boolean joins(String one, String other) {
		return touches(one) && touches(other) && !one.equals(other);
	}

	boolean touches(String process) {
		return this.from.equals(process) || this.to.equals(process);
	}

	void change(Consumer<TcpProxy> how) {
		this.proxies.forEach(how);
	}

}
