package cl.reparto.local.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/**
 * Takes connections until it is closed, and then has let go of its address.
 */
public final class Listener implements AutoCloseable {

	private final ServerSocket socket;

	private final Thread acceptor;

	/**
	 * Listens from now on.
	 * @param address where; port 0 for any free one
	 * @param taker gets each connection; must not block
	 * @throws UncheckedIOException if it cannot
	 */
	public Listener(InetSocketAddress address, Consumer<Socket> taker) {
		try {
			this.socket = new ServerSocket(address.getPort(), 0, address.getAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot listen on " + address, ex);
		}
		this.acceptor = Thread.ofVirtual().name("listener").start(() -> accept(taker));
	}

	private void accept(Consumer<Socket> taker) {
		try {
			while (true) {
				taker.accept(this.socket.accept());
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	/**
	 * Where it listens, or did.
	 * @return the address
	 */
	public InetSocketAddress address() {
		return new InetSocketAddress(this.socket.getInetAddress(), this.socket.getLocalPort());
	}

	/**
	 * Whether it was closed.
	 * @return whether connections are refused
	 */
	public boolean isClosed() {
		return this.socket.isClosed();
	}

	/**
	 * Refuses connections from now on; the address is free again.
	 */
	@Override
	public void close() {
		try {
			this.socket.close();
			// Until then, the system still takes connections.
			this.acceptor.join();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
