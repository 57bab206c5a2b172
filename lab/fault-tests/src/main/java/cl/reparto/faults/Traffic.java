package cl.reparto.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Customers who order at a steady rate, whatever becomes of those before them. One in 50
 * orders something that must be refused, one in 100 has no mailbox, and one in 400 orders
 * for the same mailbox. Whoever gets no clear answer asks again, with the same key, at
 * another instance, until there is one; one in 10 orders without a key, and so gives up
 * at once and never learns what became of the order.
 */
final class Traffic implements AutoCloseable {

	private static final Duration ANSWER_WITHIN = Duration.ofSeconds(6);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient http;

	private final Supplier<List<URI>> addresses;

	private final String name;

	private final Duration between;

	private final Consumer<Request> answered;

	private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();

	private final Thread arrivals = Thread.ofVirtual().unstarted(this::arrive);

	private final AtomicInteger accepted = new AtomicInteger();

	/**
	 * The arrivals of orders that were taken, on the clock of {@link System#nanoTime}.
	 */
	private final Queue<Long> arrivalsOfAccepted = new ConcurrentLinkedQueue<>();

	private volatile long lastTrouble = System.nanoTime();

	private volatile long deadline = System.nanoTime() + Duration.ofDays(1).toNanos();

	/**
	 * Begins nothing yet.
	 * @param http how to ask
	 * @param addresses the instances of request-service that are there just now
	 * @param name how the customers' addresses begin
	 * @param perSecond how many orders a second
	 * @param answered told of each order once it is answered for good
	 */
	Traffic(HttpClient http, Supplier<List<URI>> addresses, String name, int perSecond, Consumer<Request> answered) {
		this.http = http;
		this.addresses = addresses;
		this.name = name;
		this.between = Duration.ofSeconds(1).dividedBy(perSecond);
		this.answered = answered;
	}

	void start() {
		this.arrivals.start();
	}

	private void arrive() {
		long due = System.nanoTime();
		for (int number = 1; !Thread.currentThread().isInterrupted(); number++) {
			int each = number;
			this.customers.execute(() -> order(each));
			due += this.between.toNanos();
			LockSupport.parkNanos(due - System.nanoTime());
		}
	}

	private void order(int number) {
		long arrival = System.nanoTime();
		boolean refusable = number % 50 == 0;
		String key = (number % 10 != 5) ? '"' + UUID.randomUUID().toString() + '"' : null;
		String email = mailbox(number) + this.name + "-" + number + "@example.com";
		String price = refusable ? "0" : Integer.toString(1000 + number % 9000);
		Request unknown = new Request(email, "Sopaipillas " + number, price, Answer.UNKNOWN, null);
		Request settled = unknown;
		try {
			settled = settle(unknown, number, key);
			if (settled.answer() == Answer.OK) {
				this.arrivalsOfAccepted.add(arrival);
			}
		}
		finally {
			this.answered.accept(settled);
		}
	}

	private static String mailbox(int number) {
		if (number % 100 == 7) {
			return Request.NOBODY;
		}
		return (number % 400 == 57) ? Request.SLOW : "";
	}

	private Request settle(Request request, int number, @Nullable String key) {
		Request now = request;
		Duration pause = PAUSE;
		for (int attempt = 0; now.answer() == Answer.UNKNOWN; attempt++) {
			List<URI> open = this.addresses.get();
			URI address = open.get((number + attempt) % open.size());
			now = ask(now, key, address);
			if (now.answer() == Answer.UNKNOWN) {
				this.lastTrouble = System.nanoTime();
				if (key == null || System.nanoTime() - this.deadline > 0) {
					return now;
				}
				LockSupport.parkNanos(pause.toNanos());
				pause = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause.multipliedBy(2) : pause;
			}
		}
		return now;
	}

	private Request ask(Request request, @Nullable String key, URI address) {
		HttpResponse<String> answer = send(request, key, address);
		if (answer != null && answer.statusCode() == 202) {
			this.accepted.incrementAndGet();
			String id = JSON.readTree(answer.body()).path("id").asString();
			return new Request(request.email(), request.name(), request.price(), Answer.OK, id);
		}
		if (answer != null && answer.statusCode() >= 400 && answer.statusCode() < 500) {
			return new Request(request.email(), request.name(), request.price(), Answer.FAIL, null);
		}
		return request;
	}

	private @Nullable HttpResponse<String> send(Request request, @Nullable String key, URI address) {
		HttpRequest.Builder post = HttpRequest.newBuilder(address.resolve("/orders"))
			.timeout(ANSWER_WITHIN)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + request.name() + "\",\"price\":"
					+ request.price() + ",\"email\":\"" + request.email() + "\"}"));
		if (key != null) {
			post.header("Idempotency-Key", key);
		}
		try {
			return this.http.send(post.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * How many orders were taken so far.
	 */
	int accepted() {
		return this.accepted.get();
	}

	/**
	 * How many orders were taken of customers who came after a moment. One who came
	 * before may be told late, or for the second time, that the order was taken.
	 * @param moment on the clock of {@link System#nanoTime}
	 */
	long acceptedSince(long moment) {
		return this.arrivalsOfAccepted.stream().filter((arrival) -> arrival - moment > 0).count();
	}

	/**
	 * For how long every order was answered at the first attempt.
	 */
	Duration quiet() {
		return Duration.ofNanos(System.nanoTime() - this.lastTrouble);
	}

	/**
	 * Lets no more customers come and waits for those who still ask.
	 * @param patience how long they may go on asking
	 */
	void stop(Duration patience) {
		endArrivals();
		this.deadline = System.nanoTime() + patience.toNanos();
		this.customers.close();
	}

	@Override
	public void close() {
		endArrivals();
		this.deadline = System.nanoTime();
		this.customers.shutdownNow();
	}

	private void endArrivals() {
		this.arrivals.interrupt();
		try {
			this.arrivals.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
