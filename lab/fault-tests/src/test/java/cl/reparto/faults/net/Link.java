package cl.reparto.faults.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The way that connections of one process to a broker take, by proxies at an address of
 * its own.
 */
record Link(String from, String to, String address, List<TcpProxy> proxies) {

	/**
	 * Opens a way that works.
	 * @param address an address of this machine that nothing else uses
	 * @param ports where the broker listens on 127.0.0.1, and the proxies on the address
	 */
	static Link open(String from, String to, String address, IntStream ports) {
		return new Link(from, to, address,
				ports.mapToObj((port) -> new TcpProxy(at(address, port), at("127.0.0.1", port))).toList());
	}

	private static InetSocketAddress at(String address, int port) {
		return new InetSocketAddress(InetAddress.ofLiteral(address), port);
	}

	/** Whether it connects two processes, whichever opens the connections. */
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
