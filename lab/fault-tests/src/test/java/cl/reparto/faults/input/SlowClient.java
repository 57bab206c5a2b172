package cl.reparto.faults.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import cl.reparto.local.Service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A client that sends something at once and then, each second, one byte more or none.
 */
final class SlowClient {

	private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

	private final Kind kind;

	private final Socket socket;

	private final CompletableFuture<String> answer;

	private SlowClient(Kind kind, Socket socket) {
		this.kind = kind;
		this.socket = socket;
		this.answer = CompletableFuture.supplyAsync(this::readToTheEnd, THREADS);
	}

	/**
	 * Connects.
	 * @param patience how long it waits to be let in; milliseconds, 0 for ever
	 * @throws UncheckedIOException if it is not let in
	 */
	static SlowClient connect(URI address, Kind kind, int patience) {
		try {
			Socket socket = new Socket();
			socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), patience);
			socket.getOutputStream().write(kind.now.getBytes(ISO_8859_1));
			SlowClient client = new SlowClient(kind, socket);
			client.trickle(kind.slowly.getBytes(ISO_8859_1), 0);
			return client;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void trickle(byte[] bytes, int next) {
		if (next < bytes.length && isConnected()) {
			CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, THREADS).execute(() -> {
				try {
					this.socket.getOutputStream().write(bytes[next]);
					trickle(bytes, next + 1);
				}
				catch (IOException ex) {
					// It was cut off, which the reader notices, too.
				}
			});
		}
	}

	private String readToTheEnd() {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		try (this.socket) {
			this.socket.getInputStream().transferTo(all);
		}
		catch (IOException ex) {
			// Closed with a reset, since more was on its way.
		}
		return all.toString(ISO_8859_1);
	}

	Kind kind() {
		return this.kind;
	}

	boolean isConnected() {
		return !this.answer.isDone();
	}

	/** All that the service said until it closed. */
	String answer() {
		return this.answer.join();
	}

	/**
	 * In which way a client is slow.
	 *
	 * @param service whom it asks
	 * @param what what it does, in words
	 * @param now what it sends at once
	 * @param slowly what it sends a byte of each second; perhaps nothing
	 * @param answer what the answer begins with; empty if there need not be one
	 */
	record Kind(Service service, String what, String now, String slowly, String answer) {

		@Override
		public String toString() {
			return this.service + ": " + this.what;
		}

	}

}
