package cl.reparto.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import cl.reparto.local.net.Listener;

/**
 * A mail server that takes every mail and forgets it. Costs as little as it can, and may
 * be far away.
 */
final class SmtpSink implements AutoCloseable {

	private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

	private final AtomicLong mails = new AtomicLong();

	private final Duration away;

	private final Listener listener = new Listener(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
			(socket) -> Thread.startVirtualThread(() -> serve(socket)));

	/**
	 * Listens, next door.
	 */
	SmtpSink() {
		this(Duration.ZERO);
	}

	/**
	 * Listens.
	 * @param away how long a command and its reply are under way together
	 */
	SmtpSink(Duration away) {
		this.away = away;
	}

	/**
	 * Where it listens on 127.0.0.1.
	 */
	int port() {
		return this.listener.address().getPort();
	}

	/**
	 * How many mails it has taken.
	 */
	long mails() {
		return this.mails.get();
	}

	private void serve(Socket socket) {
		try (socket) {
			socket.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(socket.getInputStream());
			OutputStream out = socket.getOutputStream();
			say(out, "220 ready");
			int command = verb(in);
			while (command >= 0) {
				switch (command) {
					case 'D' -> takeMail(in, out);
					case 'Q' -> {
						say(out, "221 bye");
						return;
					}
					default -> say(out, "250 fine");
				}
				command = verb(in);
			}
		}
		catch (IOException ex) {
			// Closed by either side.
		}
	}

	private void takeMail(InputStream in, OutputStream out) throws IOException {
		say(out, "354 go on");
		int matched = 2;
		while (matched < END.length) {
			int each = in.read();
			if (each < 0) {
				throw new IOException("a mail without an end");
			}
			matched = (each == END[matched]) ? matched + 1 : (each == '\r') ? 1 : 0;
		}
		this.mails.incrementAndGet();
		say(out, "250 taken");
	}

	/**
	 * The first letter of a command, which is all that tells it from others; -1 at the
	 * end.
	 */
	private static int verb(InputStream in) throws IOException {
		int first = in.read();
		int each = first;
		while (each >= 0 && each != '\n') {
			each = in.read();
		}
		return first;
	}

	private void say(OutputStream out, String text) throws IOException {
		LockSupport.parkNanos(this.away.toNanos());
		out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public void close() {
		this.listener.close();
	}

}
