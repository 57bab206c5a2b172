package cl.reparto.faults.net;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import cl.reparto.local.net.Listener;

/**
 * A way to a server that works or fails as told. Whatever it is told replaces what it was
 * told before, for connections that are open and for those to come.
 */
public final class TcpProxy implements AutoCloseable {

	private final InetSocketAddress address;

	private final InetSocketAddress target;

	private final Valve requests = new Valve();

	private final Valve answers = new Valve();

	private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

	private Listener listener;

	/**
	 * A way that works.
	 * @param address where it listens; port 0 for any free one
	 * @param target where the server listens; it need not run yet
	 */
	public TcpProxy(InetSocketAddress address, InetSocketAddress target) {
		this.target = target;
		this.listener = new Listener(address, this::serve);
		this.address = this.listener.address();
	}

	private void serve(Socket client) {
		Connection connection = new Connection(client, this.target, this.requests, this.answers);
		this.connections.add(connection);
		Thread.startVirtualThread(() -> {
			connection.run();
			this.connections.remove(connection);
		});
	}

	/** Where it listens. */
	public InetSocketAddress address() {
		return this.address;
	}

	/** Works again: what was stalled goes on, what was cut can be opened anew. */
	public void heal() {
		carry(Flow.FREE, Flow.FREE);
	}

	/** Resets all connections and refuses new ones, like a host whose process died. */
	public synchronized void cut() {
		close();
	}

	/**
	 * Keeps connections and takes new ones, but moves no bytes, like a host whose cable
	 * was pulled.
	 */
	public void stall() {
		carry(Flow.STALLED, Flow.STALLED);
	}

	/** Lets requests through, and in place of their answers resets the connection. */
	public void swallowAnswers() {
		carry(Flow.FREE, Flow.LOST);
	}

	private synchronized void carry(Flow requests, Flow answers) {
		this.requests.set(requests);
		this.answers.set(answers);
		if (this.listener.isClosed()) {
			this.listener = new Listener(this.address, this::serve);
		}
	}

	@Override
	public synchronized void close() {
		this.listener.close();
		// Those that wait in a valve see no reset.
		this.requests.set(Flow.LOST);
		this.answers.set(Flow.LOST);
		this.connections.forEach(Connection::reset);
	}

}
