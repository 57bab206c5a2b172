package cl.reparto.notification.mail.letter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderProgress.Change;
import cl.reparto.model.Status;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.service.mail.SafeText;
import cl.reparto.service.page.HtmlTemplate;
import cl.reparto.service.page.MailTemplate;
import cl.reparto.service.page.Pesos;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.web.StatusUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a mail shows, as plain text and as HTML that looks like the page of the order.
 */
final class LetterText {

	private final HtmlTemplate plain = HtmlTemplate.ofText(LetterText.class, "letter.txt");

	private final MailTemplate html = MailTemplate.of(LetterText.class, "letter.html");

	private final ShopSettings shop;

	private final ShopRules rules;

	private final ZoneId zone;

	private final StatusUrl url;

	LetterText(ShopSettings shop, ShopRules rules, ZoneId zone, StatusUrl url) {
		this.shop = shop;
		this.rules = rules;
		this.zone = zone;
		this.url = url;
	}

	String plain(OrderProgress order, boolean newest) {
		return this.plain.fill(content(order, newest, SafeText::isolated));
	}

	String html(OrderProgress order, boolean newest) {
		return this.html.fill(content(order, newest, SafeText::line));
	}

	private Content content(OrderProgress order, boolean newest, UnaryOperator<String> safe) {
		Status status = order.status();
		String tone = (status == Status.CANCELADO) ? "late" : status.isEnd() ? "done" : "accent";
		boolean news = order.change() == Change.DELAYED || order.change() == Change.RECALLED;
		String next = newest ? Wording.next(order, this.rules.expectedAt(order), this.zone) : null;
		return new Content(this.shop, tone, Wording.word(status), news, Wording.of(order, next, this.zone),
				reason(order.history().getLast(), safe), safe.apply(order.name()), price(order.price()),
				MailIdentity.number(order.id()), Step.of(order, this.zone),
				(status != Status.CANCELADO) ? "Sigue tu pedido" : "Mira tu pedido", this.url.pageOf(order.id()));
	}

	/** Half a peso is rounded to one; what is less is not told as if it were. */
	private static String price(BigDecimal price) {
		return (price.compareTo(new BigDecimal("0.5")) < 0) ? "menos de $1" : Pesos.of(price);
	}

	/** A customer knows his own. */
	private static @Nullable String reason(OrderProgress.Step last, UnaryOperator<String> safe) {
		return (last.reason() != null && last.by() == Actor.SHOP) ? safe.apply(last.reason()) : null;
	}

	/**
	 * What the templates know.
	 *
	 * @param shop who writes
	 * @param tone the colour of the status
	 * @param word the status in a word
	 * @param news whether it is told of more than the status
	 * @param wording what is told
	 * @param reason why the shop has cancelled the order, in its words; null if it has
	 * not
	 * @param name what was ordered
	 * @param price in pesos
	 * @param number the order's number as people say it
	 * @param steps the progress line
	 * @param link what the link says
	 * @param address where to see more
	 */
	private record Content(ShopSettings shop, String tone, String word, boolean news, Wording wording,
			@Nullable String reason, String name, String price, String number, List<Step> steps, String link,
			String address) {
	}

	/**
	 * A step of the progress line.
	 *
	 * @param label its name
	 * @param look the style of its dot
	 * @param reached whether the order has come so far
	 * @param here whether it is there
	 * @param open whether it is to come
	 * @param off whether it is the end of an order that was cancelled
	 * @param time when the order got there, or that it is to come
	 */
	private record Step(String label, String look, boolean reached, boolean here, boolean open, boolean off,
			String time) {

		/** An order that was cancelled goes no further. */
		static List<Step> of(OrderProgress order, ZoneId zone) {
			Map<Status, Instant> reached = OrderProgress.reached(order.history());
			boolean cancelled = order.status() == Status.CANCELADO;
			return Arrays.stream(Status.values())
				.filter((step) -> cancelled ? reached.containsKey(step) : step != Status.CANCELADO)
				.map((step) -> of(step, order, reached.get(step), zone))
				.toList();
		}

		private static Step of(Status step, OrderProgress order, @Nullable Instant at, ZoneId zone) {
			boolean off = step == Status.CANCELADO;
			boolean here = step == order.status();
			String look = off ? "off" : (at == null) ? "dot" : (here && !step.isEnd()) ? "here" : "reached";
			return new Step(Wording.word(step), look, at != null && !off, here, at == null, off,
					(at != null) ? Wording.time(at, order.reachedAt(), zone) : "por venir");
		}

		/** The style of the line to the next one. */
		String line() {
			return (this.reached && !this.here) ? "way" : "rest";
		}

	}

}
