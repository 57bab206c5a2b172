package cl.reparto.faults.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends back what it gets, and knows how much that was.
 */
final class EchoServer implements AutoCloseable {

	private final ServerSocket listener;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final StringBuffer received = new StringBuffer();

	EchoServer() throws IOException {
		this.listener = new ServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
		Thread.startVirtualThread(this::accept);
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.listener.accept();
				this.open.add(socket);
				Thread.startVirtualThread(() -> echo(socket));
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private void echo(Socket socket) {
		byte[] buffer = new byte[8 * 1024];
		try (socket) {
			int length = socket.getInputStream().read(buffer);
			while (length >= 0) {
				this.received.append(new String(buffer, 0, length, StandardCharsets.US_ASCII));
				socket.getOutputStream().write(buffer, 0, length);
				length = socket.getInputStream().read(buffer);
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
		return new InetSocketAddress(this.listener.getInetAddress(), this.listener.getLocalPort());
	}

	String received() {
		return this.received.toString();
	}

	int connections() {
		return this.open.size();
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			for (Socket socket : this.open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
