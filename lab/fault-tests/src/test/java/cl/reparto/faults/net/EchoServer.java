package cl.reparto.faults.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import cl.reparto.local.net.Listener;

/**
 * Sends back what it gets, and knows how much that was.
 */
final class EchoServer implements AutoCloseable {

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final StringBuffer received = new StringBuffer();

	private final Listener listener = new Listener(new InetSocketAddress("127.0.0.1", 0), this::serve);

	private void serve(Socket socket) {
		this.open.add(socket);
		Thread.startVirtualThread(() -> echo(socket));
	}

	private void echo(Socket socket) {
		byte[] buffer = new byte[8 * 1024];
		try (socket; InputStream in = socket.getInputStream()) {
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				this.received.append(new String(buffer, 0, length, StandardCharsets.US_ASCII));
				socket.getOutputStream().write(buffer, 0, length);
			}
		}
		catch (IOException ex) {
			// Closed by either side.
		}
		finally {
			this.open.remove(socket);
		}
	}

	InetSocketAddress address() {
		return this.listener.address();
	}

	String received() {
		return this.received.toString();
	}

	int connections() {
		return this.open.size();
	}

	@Override
	public void close() {
		this.listener.close();
		this.open.forEach(EchoServer::end);
	}

	private static void end(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
