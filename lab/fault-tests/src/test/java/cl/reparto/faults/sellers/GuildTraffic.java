package cl.reparto.faults.sellers;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import cl.reparto.faults.audit.guild.GuildAudit;
import cl.reparto.faults.sellers.Market.Word;
import org.jspecify.annotations.Nullable;

/**
 * What a market says at a steady rate, whatever becomes of what it said before. Who gets
 * no clear answer asks again, with the same key, at another door, until there is one.
 */
final class GuildTraffic implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private final GuildClient client;

	private final Supplier<List<URI>> doors;

	private final Market market;

	private final GuildAudit audit;

	private final Duration between;

	private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();

	private final Official official;

	private final Thread arrivals = Thread.ofVirtual().unstarted(this::arrive);

	private final AtomicInteger taken = new AtomicInteger();

	private volatile long lastTrouble = System.nanoTime();

	private volatile boolean closed;

	private GuildTraffic(GuildClient client, Supplier<List<URI>> doors, Market market, GuildAudit audit,
			int perSecond) {
		this.client = client;
		this.doors = doors;
		this.market = market;
		this.audit = audit;
		this.official = Official.start(client, doors, market, audit);
		this.between = Duration.ofSeconds(1).dividedBy(perSecond);
	}

	/**
	 * Lets people speak, and an official answer them.
	 * @param client how
	 * @param doors where to, just now
	 * @param market what they have to say
	 * @param audit told of what was taken
	 * @param perSecond how many speak in a second
	 */
	static GuildTraffic start(GuildClient client, Supplier<List<URI>> doors, Market market, GuildAudit audit,
			int perSecond) {
		GuildTraffic traffic = new GuildTraffic(client, doors, market, audit, perSecond);
		market.lastWords().forEach((word) -> traffic.people.execute(() -> traffic.settle(word)));
		traffic.arrivals.start();
		return traffic;
	}

	private void arrive() {
		long due = System.nanoTime();
		while (!Thread.currentThread().isInterrupted()) {
			Word word = this.market.next();
			this.people.execute(() -> settle(word));
			due += this.between.toNanos();
			LockSupport.parkNanos(due - System.nanoTime());
		}
	}

	private void settle(Word word) {
		String key = UUID.randomUUID().toString();
		Duration pause = PAUSE;
		for (int turn = ThreadLocalRandom.current().nextInt(100);; turn++) {
			List<URI> open = this.doors.get();
			HttpResponse<String> answer = this.client.post(open.get(turn % open.size()), word.path(), word.body(), key);
			if (isClear(answer)) {
				this.settled(word, answer);
				return;
			}
			this.lastTrouble = System.nanoTime();
			if (this.closed) {
				return;
			}
			LockSupport.parkNanos(pause.toNanos());
			pause = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause.multipliedBy(2) : pause;
		}
	}

	private static boolean isClear(@Nullable HttpResponse<String> answer) {
		return answer != null && answer.statusCode() < 500;
	}

	/** Nothing is said here that can be refused. */
	private void settled(Word word, HttpResponse<String> answer) {
		if (answer.statusCode() == 202) {
			this.taken.incrementAndGet();
			this.audit.taken(word.path(), GuildClient.json(answer).path("id").asString(""));
		}
		else {
			this.audit.violated(word.path() + " answered " + answer.statusCode() + ": " + answer.body());
		}
	}

	/** Lets time pass while people speak. */
	void goesOnFor(Duration time) throws InterruptedException {
		Thread.sleep(time);
	}

	/** How much was taken so far. */
	int taken() {
		return this.taken.get();
	}

	/** For how long everything was answered at the first attempt. */
	Duration quiet() {
		return Duration.ofNanos(System.nanoTime() - this.lastTrouble);
	}

	/** Lets nobody more speak and waits for those who still ask, and for the official. */
	void stop() {
		endArrivals();
		this.people.close();
		this.official.close();
	}

	@Override
	public void close() {
		endArrivals();
		this.closed = true;
		this.people.shutdownNow();
		this.official.close();
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
