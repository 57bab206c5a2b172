package cl.reparto.notification.status.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.service.page.HtmlTemplate;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.PageLanguage;
import cl.reparto.service.page.ShopSettings;
import org.jspecify.annotations.Nullable;

/**
 * The page that shows a customer where an order is, in HTML. What was ordered is escaped.
 */
final class TrackingPage {

	/** So long after it was due, an order is late. */
	static final Duration GRACE = Duration.ofSeconds(30);

	private static final Locale CHILE = Locale.of("es", "CL");

	private static final String TIME = "HH:mm";

	private static final String DAY = "d MMM, HH:mm";

	private final HtmlTemplate template = HtmlTemplate.of(TrackingPage.class, "tracking.html");

	private final Map<Language, PageLanguage> languages = PageLanguage.of(TrackingPage.class);

	private final ShopSettings shop;

	TrackingPage(ShopSettings shop) {
		this.shop = shop;
	}

	/**
	 * Shows an order.
	 * @param order the order
	 * @param language the customer's
	 * @param now the time
	 * @return HTML
	 */
	String of(OrderStatus order, Language language, Instant now) {
		PageLanguage spoken = spoken(language);
		return write(spoken, order.status().wireName(), Content.of(order, spoken, this.shop, now));
	}

	/**
	 * Says why there is no order to show.
	 * @param why the reason
	 * @param language the customer's
	 * @return HTML
	 */
	String of(Absence why, Language language) {
		return write(spoken(language), why.name().toLowerCase(Locale.ROOT), null);
	}

	private PageLanguage spoken(Language language) {
		return Objects.requireNonNull(this.languages.get(language));
	}

	private String write(PageLanguage language, String state, @Nullable Content order) {
		boolean away = state.equals(Absence.AWAY.name().toLowerCase(Locale.ROOT));
		return this.template.fill(new View(language.words(), this.shop, state, language.word(state + ".word"),
				language.word(state + ".means"), away, order));
	}

	/** Why there is no order to show. */
	enum Absence {

		/** There is none, or none any more. */
		UNKNOWN,
		/** The address is not one of an order. */
		MALFORMED,
		/** That cannot be told now. */
		AWAY

	}

	/** What the template knows; {@code t} is what it says. */
	private record View(Properties t, ShopSettings shop, String state, String word, String means, boolean away,
			@Nullable Content order) {
	}

	/**
	 * The order.
	 *
	 * @param version how many statuses it has had
	 * @param now the time
	 * @param ended whether nothing more comes
	 * @param steps the four steps
	 * @param next what comes next; null at the end
	 * @param name what was ordered
	 * @param price in pesos
	 * @param number how people call it
	 */
	private record Content(int version, Instant now, boolean ended, List<Step> steps, @Nullable Next next, String name,
			String price, String number) {

		static Content of(OrderStatus order, PageLanguage language, ShopSettings shop, Instant now) {
			Clock clock = new Clock(language, shop, now);
			Next next = (order.nextStatusAt() != null) ? Next.of(order.status(), order.nextStatusAt(), clock) : null;
			List<Step> steps = Status.STEPS.stream().map((step) -> Step.of(step, order, clock)).toList();
			return new Content(order.version(), now, next == null, steps, next, order.name(), pesos(order.price()),
					order.id().toString().substring(0, 8).toUpperCase(Locale.ROOT));
		}

		/** There are no cents in Chile. */
		private static String pesos(BigDecimal price) {
			NumberFormat format = NumberFormat.getCurrencyInstance(CHILE);
			format.setRoundingMode(RoundingMode.HALF_UP);
			return format.format(price.max(BigDecimal.ONE));
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
	private record Next(String says, Time at, boolean late, boolean soon, String lateAt) {

		static Next of(Status status, Instant due, Clock clock) {
			boolean late = clock.now().isAfter(due.plus(GRACE));
			boolean soon = !late && clock.now().isAfter(due);
			String says = clock.language().word(status.wireName() + (late ? ".late" : ".due"));
			return new Next(says + ' ' + clock.before(due, late ? "at" : "expected"), clock.time(due), late, soon,
					due.plus(GRACE).toString());
		}

	}

	/** A step of the four. */
	private record Step(String word, boolean done, boolean here, boolean open, @Nullable Time at) {

		static Step of(Status step, OrderStatus order, Clock clock) {
			List<OrderProgress.Step> history = order.history();
			boolean reached = step.number() <= order.status().number();
			return new Step(clock.language().word(step.wireName() + ".word"), reached, step == order.status(), !reached,
					reached ? clock.time(history.get(step.ordinal()).at()) : null);
		}

	}

	private record Time(String iso, String text) {
	}

	/** How times are told. */
	private record Clock(PageLanguage language, ShopSettings shop, Instant now) {

		Time time(Instant when) {
			ZonedDateTime at = when.atZone(this.shop.zone());
			boolean today = at.toLocalDate().equals(this.now.atZone(this.shop.zone()).toLocalDate());
			DateTimeFormatter format = DateTimeFormatter.ofPattern(today ? TIME : DAY, this.language.locale());
			return new Time(when.toString(), format.format(at));
		}

		/** What is said before a time of this day, or before a date. */
		String before(Instant when, String key) {
			ZonedDateTime at = when.atZone(this.shop.zone());
			boolean today = at.toLocalDate().equals(this.now.atZone(this.shop.zone()).toLocalDate());
			return this.language.word(!today ? "on" : (at.getHour() == 1) ? key + ".one" : key);
		}

	}

}
