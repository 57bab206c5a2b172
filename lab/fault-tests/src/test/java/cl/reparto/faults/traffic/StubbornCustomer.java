package cl.reparto.faults.traffic;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import cl.reparto.faults.audit.Answer;
import cl.reparto.faults.audit.Request;
import org.jspecify.annotations.Nullable;

/**
 * One who orders once. One in 50 orders something that must be refused, one in 100 has no
 * mailbox, and one in 400 orders for the same mailbox. Whoever gets no clear answer asks
 * again, with the same key, at another instance, until there is one; one in 10 orders
 * without a key, and so gives up at once and never learns what became of the order.
 *
 * @param number who it is, from 1
 * @param key the {@code Idempotency-Key}; null for none
 */
record StubbornCustomer(int number, Request order, @Nullable String key) {

	/** Of so many domains: a mailer gives one only a share of its workers. */
	private static final int DOMAINS = 8;

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	/** A customer whose address begins with a name. */
	static StubbornCustomer of(String name, int number) {
		String email = mailbox(number) + name + "-" + number + "@" + number % DOMAINS + ".example.com";
		String price = (number % 50 == 0) ? "0" : Integer.toString(1000 + number % 9000);
		String key = (number % 10 != 5) ? UUID.randomUUID().toString() : null;
		return new StubbornCustomer(number, Request.of(email, "Sopaipillas " + number, price), key);
	}

	private static String mailbox(int number) {
		if (number % 100 == 7) {
			return Request.NOBODY;
		}
		return (number % 400 == 57) ? Request.SLOW : "";
	}

	/** Orders until there is a clear answer or it is too late to ask again. */
	Request settle(Shops shops, TrafficFigures figures, BooleanSupplier isTooLate) {
		Duration pause = PAUSE;
		for (int attempt = 0;; attempt++) {
			Request answered = ask(shops, this.number + attempt);
			if (answered.answer() != Answer.UNKNOWN) {
				return answered;
			}
			figures.trouble();
			if (this.key == null || isTooLate.getAsBoolean()) {
				return answered;
			}
			LockSupport.parkNanos(pause.toNanos());
			pause = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause.multipliedBy(2) : pause;
		}
	}

	private Request ask(Shops shops, int turn) {
		List<URI> open = shops.open().get();
		HttpResponse<String> answer = shops.client()
			.tryToOrder(open.get(turn % open.size()), this.order.json(), this.key);
		if (answer != null && answer.statusCode() == 202) {
			return this.order.taken(OrderClient.json(answer).path("id").asString());
		}
		boolean refused = answer != null && answer.statusCode() >= 400 && answer.statusCode() < 500;
		return refused ? this.order.refused() : this.order;
	}

}
