package cl.reparto.load.loop;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Many who listen to the events of orders, with as little as that takes.
 */
public final class EventListeners implements AutoCloseable {

	/** Behind it comes the version, of one digit here. */
	private static final byte[] EVENT = "\nid: ".getBytes(US_ASCII);

	/** Others wait until one of these has heard the first event. */
	private static final int CONNECTING = 100;

	private static final Duration AGAIN = Duration.ofSeconds(1);

	private final Semaphore connecting = new Semaphore(CONNECTING);

	private final AtomicIntegerArray told = new AtomicIntegerArray(10);

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	/**
	 * Begins to listen.
	 * @param orders the orders by turns, as what their addresses begin with
	 * @param count how many listen
	 */
	public EventListeners(List<URI> orders, int count) {
		for (int number = 0; number < count; number++) {
			this.threads.submit(new Listener(orders.get(number % orders.size()).resolve("events")));
		}
	}

	/**
	 * How many have heard of a version.
	 * @param version from 1 to 9
	 */
	public int told(int version) {
		return this.told.get(version);
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

	/** Comes again, as a page does, until it has heard something. */
	private final class Listener implements Callable<Void> {

		private final URI events;

		private boolean heard;

		Listener(URI events) {
			this.events = events;
		}

		@Override
		public @Nullable Void call() throws InterruptedException {
			EventListeners.this.connecting.acquire();
			listen();
			while (!this.heard) {
				Thread.sleep(AGAIN);
				listen();
			}
			return null;
		}

		private void listen() {
			try (Socket socket = new Socket(this.events.getHost(), this.events.getPort())) {
				String question = "GET " + this.events.getPath() + " HTTP/1.1\r\nHost: " + this.events.getAuthority()
						+ "\r\nConnection: close\r\n\r\n";
				socket.getOutputStream().write(question.getBytes(US_ASCII));
				hear(socket.getInputStream());
			}
			catch (IOException ex) {
				// As if it had been refused.
			}
		}

		private void hear(InputStream in) throws IOException {
			byte[] some = new byte[256];
			int matched = 0;
			for (int count = in.read(some); count >= 0; count = in.read(some)) {
				for (int i = 0; i < count; i++) {
					if (matched == EVENT.length) {
						hear(some[i] - '0');
					}
					matched = (matched < EVENT.length && some[i] == EVENT[matched]) ? matched + 1
							: (some[i] == '\n') ? 1 : 0;
				}
			}
		}

		private void hear(int version) {
			EventListeners.this.told.incrementAndGet(version);
			if (!this.heard) {
				this.heard = true;
				EventListeners.this.connecting.release();
			}
		}

	}

}
