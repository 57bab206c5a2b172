package cl.reparto.notification.status.page;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;

import cl.reparto.notification.status.OrderStatus;
import cl.reparto.service.page.HtmlTemplate;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.PageLanguage;
import cl.reparto.service.page.ShopSettings;
import org.jspecify.annotations.Nullable;

/**
 * The page that shows a customer where an order is, in HTML. What was ordered, and why it
 * was cancelled, is escaped.
 */
final class TrackingPage {

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
		return of(order, language, now, UUID.randomUUID().toString(), null);
	}

	/**
	 * Shows an order and what came of a wish to cancel it.
	 * @param order the order
	 * @param language the customer's
	 * @param now the time
	 * @param key what the wish is known by if it comes again
	 * @param answer what came of it; null if nothing is to be said
	 * @return HTML
	 */
	String of(OrderStatus order, Language language, Instant now, String key, @Nullable Answer answer) {
		PageLanguage spoken = spoken(language);
		ShownOrder shown = ShownOrder.of(order, new LocalTimes(spoken, this.shop.zone(), now), key);
		String said = (answer != null) ? spoken.word("answer." + answer.name().toLowerCase(Locale.ROOT)) : null;
		return write(spoken, order.status().wireName(), shown.means(), said, shown);
	}

	/**
	 * Says why there is no order to show.
	 * @param why the reason
	 * @param language the customer's
	 * @return HTML
	 */
	String of(Absence why, Language language) {
		String state = why.name().toLowerCase(Locale.ROOT);
		PageLanguage spoken = spoken(language);
		return write(spoken, state, spoken.word(state + ".means"), null, null);
	}

	/**
	 * Words.
	 * @param key what they are for
	 * @param language the customer's
	 * @return text
	 */
	String word(String key, Language language) {
		return spoken(language).word(key);
	}

	private PageLanguage spoken(Language language) {
		return Objects.requireNonNull(this.languages.get(language));
	}

	private String write(PageLanguage language, String state, String means, @Nullable String answer,
			@Nullable ShownOrder order) {
		boolean away = state.equals(Absence.AWAY.name().toLowerCase(Locale.ROOT));
		return this.template.fill(new View(language.words(), this.shop, state, language.word(state + ".word"), means,
				away, answer, order));
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

	/** What came of a wish to cancel. */
	enum Answer {

		/** It will be done, but is not yet. */
		PENDING,
		/** That could have been done before. */
		LATE,
		/** There is nothing to cancel any more. */
		ENDED,
		/** The reason cannot be taken. */
		REASON,
		/** It could not be asked for. */
		FAILED

	}

	/** What the template knows; {@code t} is what it says. */
	private record View(Properties t, ShopSettings shop, String state, String word, String means, boolean away,
			@Nullable String answer, @Nullable ShownOrder order) {
	}

}
