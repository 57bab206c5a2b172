package cl.reparto.load.guild;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import cl.reparto.load.loop.Contender;
import cl.reparto.load.loop.Customer;
import cl.reparto.load.loop.Timing;
import cl.reparto.load.loop.Turns;
import cl.reparto.load.result.Baseline;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Carts that tell the guild where they are, one after the other, and some whose position
 * is asked for as soon as it was taken.
 *
 * @param guild where the guild is
 * @param carts how many there are
 * @param perSecond how many of them tell it a second
 * @param silent of so many carts one falls silent after its first word; 0 if none does
 */
public record CartTraffic(URI guild, int carts, int perSecond, int silent) {

	/** So many that one has time to spare for an answer that takes long. */
	private static final int CONNECTIONS = 400;

	/** Few enough that asking is not what is measured. */
	private static final int FOLLOWED = 25;

	private static final Duration BETWEEN = Duration.ofMillis(500);

	/**
	 * Lets carts drive.
	 * @param what a second of it is called, for people
	 * @param warmUp how long they drive before it counts
	 * @param measured how long it counts
	 * @return how long it took to take a position, and until it could be read
	 * @throws IllegalStateException if a position was not taken, or cannot be read
	 */
	public List<Baseline> drive(String what, Duration warmUp, Duration measured)
			throws InterruptedException, ExecutionException {
		Timing timing = new Timing(Duration.ZERO, 1, warmUp, measured);
		Duration every = Duration.ofSeconds(CONNECTIONS).dividedBy(this.perSecond);
		AtomicLong words = new AtomicLong();
		// The same carts before it counts and then, or some would fall silent in between.
		AtomicInteger followers = new AtomicInteger();
		try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<List<Baseline>> taken = both
				.submit(() -> new Turns(CONNECTIONS, every, timing).measure(List.of(new Contender(what + ": taken",
						() -> new Customer(this.guild, () -> next(words), HttpStatus.SC_ACCEPTED)))));
			Future<List<Baseline>> readable = both
				.submit(() -> new Turns(FOLLOWED, BETWEEN, timing).measure(List.of(new Contender(what + ": readable",
						() -> new FollowedCart(this.guild, this.carts + followers.getAndIncrement() % FOLLOWED)))));
			return List.of(taken.get().getFirst(), readable.get().getFirst());
		}
	}

	/** The position of the cart whose turn it is. */
	private ClassicHttpRequest next(AtomicLong words) {
		long word = words.getAndIncrement();
		while (word >= this.carts && isSilent((int) (word % this.carts))) {
			word = words.getAndIncrement();
		}
		Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		return ClassicRequestBuilder.post(this.guild.resolve("/ubicaciones"))
			.setEntity(CartMessages.position((int) (word % this.carts), now), ContentType.APPLICATION_JSON)
			.build();
	}

	private boolean isSilent(int cart) {
		return this.silent > 0 && cart % this.silent == 0;
	}

}
