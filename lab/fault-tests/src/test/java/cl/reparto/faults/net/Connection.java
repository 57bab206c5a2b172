package cl.reparto.faults.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A connection through a proxy: two sockets, and bytes that go from one to the other. An
 * end or a reset on one side shows on the other.
 */
final class Connection {

	private static final int BUFFER = 16 * 1024;

	private final Socket client;

	private final Socket server = new Socket();

	private final SocketAddress target;

	private final Valve requests;

	private final Valve answers;

	Connection(Socket client, SocketAddress target, Valve requests, Valve answers) {
		this.client = client;
		this.target = target;
		this.requests = requests;
		this.answers = answers;
	}

	/** Carries bytes until both sides have ended or one is broken. */
	void run() {
		try {
			this.requests.pass();
			this.server.connect(this.target);
			this.client.setTcpNoDelay(true);
			this.server.setTcpNoDelay(true);
			Thread back = Thread.startVirtualThread(() -> carry(this.server, this.client, this.answers));
			carry(this.client, this.server, this.requests);
			back.join();
			this.client.close();
			this.server.close();
		}
		catch (IOException | InterruptedException ex) {
			reset();
		}
	}

	private void carry(Socket from, Socket to, Valve valve) {
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] buffer = new byte[BUFFER];
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				valve.pass();
				out.write(buffer, 0, length);
			}
			valve.pass();
			to.shutdownOutput();
		}
		catch (IOException | InterruptedException ex) {
			reset();
		}
	}

	/** Ends the connection as a crash would: both sides see a reset. */
	void reset() {
		reset(this.client);
		reset(this.server);
	}

	private static void reset(Socket socket) {
		try (socket) {
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			// Closed already.
		}
	}

}
