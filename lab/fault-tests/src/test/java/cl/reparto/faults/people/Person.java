package cl.reparto.faults.people;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import cl.reparto.faults.audit.Deed;
import cl.reparto.faults.audit.Deed.Told;
import cl.reparto.faults.traffic.OrderClient;
import org.jspecify.annotations.Nullable;

/**
 * One who acts on one order and asks one thing after the other, each of them until there
 * is a clear answer, with the same key at the next instance. One answer in eight gets
 * lost, so what it answers is asked for again.
 */
final class Person {

	/** As often as it stands here a shop does it. */
	private static final List<String> SHOP = List.of("advance", "advance", "advance", "advance", "delay", "delay",
			"recall", "recall", "recall", "cancel");

	private static final int MOST_AT_RANDOM = 8;

	private static final Duration PAUSE = Duration.ofMillis(300);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private final long deadline = System.nanoTime() + PATIENCE.toNanos();

	private final Town town;

	private final String order;

	private final String by;

	private final Random random;

	private int turn;

	private int seen;

	private boolean over;

	Person(Town town, String order, String by, Random random) {
		this.town = town;
		this.order = order;
		this.by = by;
		this.random = random;
		this.turn = random.nextInt(8);
	}

	/** Cancels, soon or when it is too late. */
	void cancels() {
		rest(Duration.ofMillis(this.random.nextInt(600)));
		ask("cancel");
	}

	/** Does this and that, and then brings the order to its end, which may be delayed. */
	void worksAtTheShop() {
		for (int time = 0; time < MOST_AT_RANDOM && !this.over; time++) {
			ask(SHOP.get(this.random.nextInt(SHOP.size())));
			rest(Duration.ofMillis(this.random.nextInt(200)));
		}
		while (!this.over && !givesUp()) {
			ask("advance");
			rest(Duration.ofMillis(100));
		}
	}

	private void ask(String action) {
		Wish wish = Wish.of(action, this.by, this.seen, this.random);
		Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		Told told = settle(wish);
		if (wish.hasAKey() && told != Told.UNCLEAR && this.random.nextInt(8) == 0) {
			Told again = settle(wish);
			if (again != told && again != Told.UNCLEAR && told != Told.LATER && again != Told.LATER) {
				this.town.violations()
					.accept("order " + this.order + ", " + action + ": told " + told + ", and then " + again);
			}
		}
		this.town.deeds().accept(new Deed(this.order, action, this.by, began, told, this.seen));
		if (told != Told.DONE) {
			look();
		}
	}

	private Told settle(Wish wish) {
		Duration pause = PAUSE;
		while (true) {
			HttpResponse<String> answer = this.town.act(this.order, wish, this.turn++);
			Told told = (answer != null) ? told(answer) : Told.UNCLEAR;
			if (told != Told.UNCLEAR || !wish.hasAKey() || givesUp()) {
				return told;
			}
			rest(pause);
			pause = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause.multipliedBy(2) : pause;
		}
	}

	private Told told(HttpResponse<String> answer) {
		return switch (answer.statusCode()) {
			case 200 -> {
				saw(answer);
				yield Told.DONE;
			}
			case 202 -> Told.LATER;
			case 409, 412 -> Told.REFUSED;
			case 500, 502, 503, 504 -> Told.UNCLEAR;
			default -> {
				this.town.violations()
					.accept("order " + this.order + " answered " + answer.statusCode() + ": " + answer.body());
				yield Told.UNCLEAR;
			}
		};
	}

	private void look() {
		HttpResponse<String> answer = this.town.look(this.order, this.turn++);
		if (answer != null && answer.statusCode() == 200) {
			saw(answer);
		}
	}

	private void saw(HttpResponse<String> answer) {
		this.seen = Math.max(this.seen, OrderClient.json(answer).path("version").asInt(0));
		String status = OrderClient.json(answer).path("status").asString("");
		this.over = status.equals("finalizado") || status.equals("cancelado");
	}

	private boolean givesUp() {
		return Thread.currentThread().isInterrupted() || System.nanoTime() - this.deadline > 0;
	}

	private static void rest(Duration pause) {
		LockSupport.parkNanos(pause.toNanos());
	}

}
