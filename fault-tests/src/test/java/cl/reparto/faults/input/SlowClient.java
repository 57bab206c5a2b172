package cl.reparto.faults.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A client that sends something at once and then, each second, one byte more or none.
 */
final class SlowClient {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

	private final Socket socket;

	private final CompletableFuture<String> answer;

	private SlowClient(Socket socket) {
		this.socket = socket;
		this.answer = CompletableFuture.supplyAsync(this::readToTheEnd, THREADS);
	}

	/**
	 * Connects.
	 * @param now what it sends at once
	 * @param slowly what it sends a byte of each second; perhaps nothing
	 */
	static SlowClient connect(URI address, String now, String slowly) {
		try {
			Socket socket = new Socket(address.getHost(), address.getPort());
			socket.setSoTimeout((int) PATIENCE.toMillis());
			socket.getOutputStream().write(now.getBytes(ISO_8859_1));
			SlowClient client = new SlowClient(socket);
			client.trickle(slowly.getBytes(ISO_8859_1), 0);
			return client;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void trickle(byte[] bytes, int next) {
		if (next < bytes.length && !this.answer.isDone()) {
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
		catch (java.net.SocketTimeoutException ex) {
			throw new IllegalStateException("not closed", ex);
		}
		catch (IOException ex) {
			// Closed with a reset, since it was still sending.
		}
		return all.toString(ISO_8859_1);
	}

	/**
	 * Completes when the server has closed.
	 * @return what it answered before, perhaps nothing
	 */
	CompletableFuture<String> answer() {
		return this.answer;
	}

	void close() throws IOException {
		this.socket.close();
	}

}
