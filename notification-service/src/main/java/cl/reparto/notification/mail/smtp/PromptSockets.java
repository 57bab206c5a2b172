package cl.reparto.notification.mail.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * Sockets of a connection, one after the other, which another thread can close: whoever
 * reads from one or writes to it then fails at once. They send at once what they are
 * given. Others keep the end of a mail that is longer than Jakarta Mail's buffer of 8 KiB
 * until the server has acknowledged its beginning, and servers do that 40 ms later: there
 * is nothing yet that they could answer.
 */
final class PromptSockets extends SocketFactory {

	private volatile @Nullable Socket last;

	/** Closes the last one, whoever uses it. */
	void cut() {
		Socket socket = this.last;
		try {
			if (socket != null) {
				socket.close();
			}
		}
		catch (IOException ex) {
			// Closed is all that it was to be.
		}
	}

	@Override
	public Socket createSocket() throws IOException {
		return prompt(new Socket());
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return prompt(new Socket(host, port));
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
		return prompt(new Socket(host, port, from, fromPort));
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return prompt(new Socket(host, port));
	}

	@Override
	public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
		return prompt(new Socket(host, port, from, fromPort));
	}

	private Socket prompt(Socket socket) throws IOException {
		this.last = socket;
		socket.setTcpNoDelay(true);
		return socket;
	}

}
