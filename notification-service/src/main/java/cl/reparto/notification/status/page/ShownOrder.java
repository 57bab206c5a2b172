package cl.reparto.notification.status.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress.Step;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules.Allowed;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.notification.status.page.LocalTimes.Time;
import cl.reparto.service.page.PageLanguage;
import cl.reparto.service.page.Pesos;
import org.jspecify.annotations.Nullable;

/**
 * An order as the template shows it.
 *
 * @param version how many steps it has taken
 * @param now the time
 * @param ended whether nothing more comes
 * @param means what its status means
 * @param news what people have done to it, as far as that still matters
 * @param reason why it was cancelled; null if it was not
 * @param wanted when the customer wants it; null for as soon as it can be
 * @param next what comes next; null at an end
 * @param arrives when it should be there; null if that is what comes next, or not known
 * @param steps the steps
 * @param cancel by when and how the customer can cancel it; null if not
 * @param name what was ordered
 * @param price in pesos
 * @param number how people call it
 */
record ShownOrder(int version, Instant now, boolean ended, String means, List<String> news, @Nullable String reason,
		@Nullable Phrase wanted, @Nullable Next next, @Nullable Phrase arrives, List<ShownStep> steps,
		@Nullable Cancel cancel, String name, String price, String number) {

	static ShownOrder of(OrderStatus order, LocalTimes times, String key) {
		Next next = (order.nextStatusAt() != null) ? Next.of(order.status(), order.nextStatusAt(), times) : null;
		Phrase wanted = (order.wantedFor() != null) ? Phrase.of("wanted", order.wantedFor(), times) : null;
		return new ShownOrder(order.version(), times.now(), next == null, means(order, times.language()),
				news(order, times.language()), order.cancelledBecause(), wanted, next,
				(next != null) ? arrives(order, next, times) : null, ShownStep.of(order, times),
				Cancel.of(order, times, key), order.name(), Pesos.of(order.price()),
				order.id().toString().substring(0, 8).toUpperCase(Locale.ROOT));
	}

	private static String means(OrderStatus order, PageLanguage language) {
		Step last = order.history().getLast();
		boolean byCustomer = last.by() == Actor.CUSTOMER;
		return language.word((order.status() != Status.CANCELADO) ? order.status().wireName() + ".means"
				: byCustomer ? "cancelado.byCustomer" : "cancelado.means");
	}

	/** Since the order came into its status. */
	private static List<String> news(OrderStatus order, PageLanguage language) {
		List<String> news = new ArrayList<>();
		List<Step> history = order.history();
		int step = history.size() - 1;
		Duration delay = Duration.ZERO;
		while (history.get(step).delay() != null) {
			delay = delay.plus(history.get(step--).delay());
		}
		if (step > 0 && history.get(step).status().compareTo(history.get(step - 1).status()) < 0) {
			news.add(language.word("recalled")
				.replace("{0}", language.word(history.get(step - 1).status().wireName() + ".word")));
		}
		if (delay.isPositive()) {
			news.add(language.word("delayed").replace("{0}", LocalTimes.length(delay)));
		}
		return news;
	}

	/** Not where it would repeat what is said already, or what is not true any more. */
	private static @Nullable Phrase arrives(OrderStatus order, Next next, LocalTimes times) {
		boolean said = order.status() == Status.ENTREGANDO
				|| (order.status() == Status.RECIBIDO && order.wantedFor() != null);
		Phrase arrives = (order.expectedAt() != null) ? Phrase.of("arrives", order.expectedAt(), times) : null;
		return (arrives == null || said || next.late() || arrives.at().text().equals(next.at().text())) ? null
				: arrives;
	}

	/**
	 * A sentence that ends with a time.
	 *
	 * @param says what comes before the time
	 * @param at the time
	 */
	record Phrase(String says, Time at) {

		static Phrase of(String key, Instant when, LocalTimes times) {
			return new Phrase(times.before(when, key), times.of(when));
		}

	}

	/**
	 * What comes next.
	 *
	 * @param says what and when, as a sentence without its time
	 * @param at when it is due
	 * @param late whether it should have come
	 * @param soon whether it was due just now, and may come any moment
	 * @param lateAt from when on it is late
	 */
	record Next(String says, Time at, boolean late, boolean soon, String lateAt) {

		static Next of(Status status, Instant due, LocalTimes times) {
			boolean late = times.now().isAfter(due.plus(OrderStatus.GRACE));
			boolean soon = !late && times.now().isAfter(due);
			String says = times.language().word(status.wireName() + (late ? ".late" : ".due"));
			return new Next(says + ' ' + times.before(due, late ? "at" : "expected"), times.of(due), late, soon,
					due.plus(OrderStatus.GRACE).toString());
		}

	}

	/**
	 * How to cancel.
	 *
	 * @param key by which the same wish that comes twice is known
	 * @param until by when; null if no time is set
	 */
	record Cancel(String key, @Nullable Phrase until) {

		static @Nullable Cancel of(OrderStatus order, LocalTimes times, String key) {
			return (order.actions() == null) ? null
					: order.actions()
						.stream()
						.filter((allowed) -> allowed.action() == Action.CANCEL)
						.findFirst()
						.map((allowed) -> new Cancel(key, until(allowed, times)))
						.orElse(null);
		}

		private static @Nullable Phrase until(Allowed allowed, LocalTimes times) {
			boolean told = allowed.until() != null && allowed.until().isAfter(times.now());
			return told ? Phrase.of("cancelUntil", allowed.until(), times) : null;
		}

	}

}
