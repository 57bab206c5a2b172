package cl.reparto.faults.traffic;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Customers who ask again and again where their orders are, one at each instance of
 * notification-service. Some carry what they saw elsewhere (If-None-Match). None may see
 * an order go back, or be told that it is unknown.
 */
public final class StatusReaders implements AutoCloseable {

	private static final Duration BETWEEN = Duration.ofMillis(100);

	/** Orders that are likely still on their way. */
	private static final int RECENT = 300;

	/** Of so many customers, one asks as soon as the order is taken. */
	private static final int ONE_ASKS_AT_ONCE = 10;

	private final OrderClient client;

	private final List<URI> addresses;

	private final Consumer<String> violations;

	private final List<String> orders = new ArrayList<>();

	/** The latest version of each order that anybody saw. */
	private final Map<String, Integer> seen = new ConcurrentHashMap<>();

	private final List<Thread> threads;

	private volatile boolean closed;

	public StatusReaders(OrderClient client, List<URI> addresses, Consumer<String> violations) {
		this.client = client;
		this.addresses = addresses;
		this.violations = violations;
		this.threads = addresses.stream().map((address) -> Thread.ofVirtual().unstarted(() -> read(address))).toList();
	}

	public void start() {
		this.threads.forEach(Thread::start);
	}

	/** An order to ask for from now on. One in 10 is asked for at once, by the caller. */
	public void accepted(String id) {
		int number = add(id);
		if (number % ONE_ASKS_AT_ONCE == 0) {
			ask(this.addresses.get(number / ONE_ASKS_AT_ONCE % this.addresses.size()), id, new HashMap<>());
		}
	}

	private synchronized int add(String id) {
		this.orders.add(id);
		return this.orders.size();
	}

	/** No order so far is asked for any more. */
	public synchronized void forget() {
		this.orders.clear();
	}

	/** The id of the order that was accepted last; empty if there is none yet. */
	public synchronized String latest() {
		return this.orders.isEmpty() ? "" : this.orders.getLast();
	}

	/**
	 * Whether an instance of notification-service says within 10 s that an order is at
	 * its end.
	 */
	public boolean seesTheEnd(URI view, String id) {
		return seesTheEndSoon(view, id) || seesTheEndSoon(view, id);
	}

	private boolean seesTheEndSoon(URI view, String id) {
		HttpResponse<String> answer = this.client.status(view, id, "?waitFor=finalizado&timeout=5s");
		return answer != null && OrderClient.json(answer).path("status").asString("").equals("finalizado");
	}

	/** Mostly an order of late, the very latest as often as any other one. */
	private synchronized String pick() {
		int size = this.orders.size();
		if (size == 0) {
			return "";
		}
		ThreadLocalRandom random = ThreadLocalRandom.current();
		return this.orders.get(switch (random.nextInt(4)) {
			case 0 -> size - 1;
			case 1 -> random.nextInt(size);
			default -> random.nextInt(Math.max(0, size - RECENT), size);
		});
	}

	private void read(URI address) {
		Map<String, Integer> seenHere = new HashMap<>();
		while (!this.closed) {
			String id = pick();
			if (!id.isEmpty()) {
				ask(address, id, seenHere);
			}
			LockSupport.parkNanos(BETWEEN.toNanos());
		}
	}

	private void ask(URI address, String id, Map<String, Integer> seenHere) {
		int carried = ThreadLocalRandom.current().nextBoolean() ? this.seen.getOrDefault(id, 0) : 0;
		String[] headers = (carried > 0) ? new String[] { "If-None-Match", "\"" + carried + "\"" } : new String[0];
		HttpResponse<String> answer = this.client.status(address, id, "", headers);
		if (answer == null) {
			return; // Down or away.
		}
		switch (answer.statusCode()) {
			case 200 -> saw(OrderClient.json(answer).path("version").asInt(), carried, id, address, seenHere);
			case 304 -> saw(carried, carried, id, address, seenHere);
			case 503 -> {
				// Knows that it does not know.
			}
			default ->
				this.violations.accept("order " + id + " answered " + answer.statusCode() + " by " + address.getPort());
		}
	}

	private void saw(int version, int carried, String id, URI address, Map<String, Integer> seenHere) {
		int before = Math.max(carried, seenHere.getOrDefault(id, 0));
		if (version < before) {
			this.violations
				.accept("order " + id + " went back from " + before + " to " + version + " at " + address.getPort());
		}
		seenHere.merge(id, version, Math::max);
		this.seen.merge(id, version, Math::max);
	}

	@Override
	public void close() {
		this.closed = true;
		for (Thread thread : this.threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
