package cl.reparto.guild.board;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import cl.reparto.service.connection.EventStream;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells listeners of each cart that changes, as server-sent events (HTML, 9.2). Who
 * changes a cart only notes that it did; one thread writes down what became of all that
 * were noted, once for everybody. A listener that does not keep up is dropped, and may
 * come again.
 */
final class CartFeed {

	/** Tells proxies that the connection lives. */
	static final Duration HEARTBEAT = Duration.ofSeconds(15);

	/** How many pauses a listener may be behind. */
	static final int BACKLOG = 50;

	/** How long changes gather: of a cart that changes twice, the last is told. */
	private static final Duration PAUSE = Duration.ofMillis(100);

	/** Comes last for whoever must go. */
	private static final String END = "";

	private final Function<String, Optional<CartRow>> carts;

	private final JsonMapper json;

	private final Duration heartbeat;

	private final Semaphore places;

	private final List<BlockingQueue<String>> listeners = new CopyOnWriteArrayList<>();

	private Set<String> changed = new LinkedHashSet<>();

	private volatile boolean running;

	/**
	 * A feed that nobody listens to yet.
	 * @param carts finds a cart
	 * @param watchers how many may listen at once
	 * @param json writes rows
	 * @param heartbeat how long a listener hears nothing at most
	 */
	CartFeed(Function<String, Optional<CartRow>> carts, int watchers, JsonMapper json, Duration heartbeat) {
		this.carts = carts;
		this.json = json;
		this.heartbeat = heartbeat;
		this.places = new Semaphore(watchers);
	}

	/**
	 * Notes that a cart has changed. Never waits for a listener.
	 * @param subject what it is called
	 */
	void changed(String subject) {
		if (!this.listeners.isEmpty()) {
			synchronized (this) {
				this.changed.add(subject);
			}
		}
	}

	private synchronized Set<String> take() {
		Set<String> taken = this.changed;
		this.changed = new LinkedHashSet<>();
		return taken;
	}

	/** Tells what changes until it is interrupted; that is the end for all listeners. */
	void run() {
		this.running = true;
		try {
			while (!Thread.currentThread().isInterrupted()) {
				LockSupport.parkNanos(PAUSE.toNanos());
				tellChanges();
			}
		}
		finally {
			this.running = false;
			this.listeners.forEach(CartFeed::end);
		}
	}

	private void tellChanges() {
		StringBuilder events = new StringBuilder();
		take().forEach((subject) -> events.append(event(subject)));
		if (!events.isEmpty()) {
			this.listeners.forEach((listener) -> offer(listener, events.toString()));
		}
	}

	private String event(String subject) {
		try {
			return this.carts.apply(subject)
				.map((row) -> event("carrito", subject, row))
				.orElseGet(() -> event("olvidado", subject, Map.of("sujeto", subject)));
		}
		catch (ProblemException ex) {
			// Not caught up for the moment.
			changed(subject);
			return "";
		}
	}

	private String event(String name, String id, Object data) {
		return "event: " + name + "\nid: " + id + "\ndata: " + this.json.writeValueAsString(data) + "\n\n";
	}

	private void offer(BlockingQueue<String> listener, String events) {
		if (!listener.offer(events)) {
			this.listeners.remove(listener);
			end(listener);
		}
	}

	private static void end(BlockingQueue<String> listener) {
		listener.clear();
		listener.add(END);
	}

	/**
	 * Takes a place for a listener, who misses nothing from now on.
	 * @return the listener, which whoever called closes
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if too many listen, or
	 * the service stops
	 */
	Listener listen() {
		if (!this.places.tryAcquire()) {
			throw new ProblemException(ProblemKind.UNAVAILABLE, "Too many listen to carts.");
		}
		Listener listener = new Listener();
		this.listeners.add(listener.events);
		if (!this.running) {
			listener.close();
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		return listener;
	}

	/** One who listens. Used by one thread. */
	final class Listener implements AutoCloseable {

		private final BlockingQueue<String> events = new ArrayBlockingQueue<>(BACKLOG);

		private Listener() {
		}

		/** Tells what changes, until there is an end of it. */
		void tell(EventStream.Client client) throws IOException, InterruptedException {
			String next = "retry: 2000\n\n";
			while (!next.equals(END)) {
				client.send(next);
				String told = this.events.poll(CartFeed.this.heartbeat.toMillis(), TimeUnit.MILLISECONDS);
				next = (told != null) ? told : ":\n\n";
			}
		}

		@Override
		public void close() {
			CartFeed.this.listeners.remove(this.events);
			CartFeed.this.places.release();
		}

	}

}
