package cl.reparto.request.page;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import cl.reparto.model.Json;
import cl.reparto.request.shop.Shop;
import cl.reparto.service.page.HtmlTemplate;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.PageLanguage;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.shop.ShopState;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The page on which people order, in HTML. What they filled in is escaped.
 */
final class OrderPage {

	/** What the server says of a field begins with one of these. */
	private static final String ERROR = "error.";

	private static final BigDecimal HUNDRED = new BigDecimal("100");

	private final HtmlTemplate template = HtmlTemplate.of(OrderPage.class, "form.html");

	private final Map<Language, PageLanguage> languages = PageLanguage.of(OrderPage.class);

	private final ShopSettings shop;

	OrderPage(ShopSettings shop) {
		this.shop = shop;
	}

	/**
	 * Shows the form.
	 * @param filled what is filled in
	 * @param refusal why it was not taken; empty if it was not sent
	 * @param state the shop; empty if nothing is known of it yet
	 * @param language the customer's
	 * @param now the time
	 * @return HTML
	 */
	String of(FilledForm filled, FormRefusal refusal, Optional<ShopState> state, Language language, Instant now) {
		PageLanguage in = Objects.requireNonNull(this.languages.get(language));
		ShopClock clock = new ShopClock(in, this.shop.zone(), now);
		Optional<ShopState.Closed> closed = state.flatMap((it) -> it.closed(now, this.shop.zone()));
		@Nullable Notice notice = closed.map((it) -> Notice.of(it, clock))
			.or(() -> state.filter((it) -> it.pace().compareTo(BigDecimal.ONE) > 0)
				.map((it) -> Notice.of(it.pace(), in)))
			.orElse(null);
		@Nullable String open = closed.isPresent() ? null
				: state.flatMap((it) -> it.closes(now, this.shop.zone()))
					.filter(clock::isWithinADay)
					.map((at) -> in.word("open.until").replace("{0}", clock.until(at)))
					.orElse(null);
		boolean shut = closed.isPresent() && closed.get().opensAt() == null;
		@Nullable Form form = shut ? null : Form.of(filled, refusal, closed.map(ShopState.Closed::opensAt), clock);
		return this.template.fill(new View(in.words(), this.shop, open, notice, form));
	}

	/** What the template knows; {@code t} is what it says. */
	private record View(Properties t, ShopSettings shop, @Nullable String open, @Nullable Notice notice,
			@Nullable Form form) {
	}

	/**
	 * What one should know before one types.
	 *
	 * @param closed whether the shop is closed
	 * @param title in few words
	 * @param says in more
	 * @param reason in those of the shop's people
	 */
	private record Notice(boolean closed, String title, String says, @Nullable String reason) {

		static Notice of(ShopState.Closed closed, ShopClock clock) {
			Instant opens = closed.opensAt();
			PageLanguage in = clock.in();
			String says = (opens != null) ? in.word("closed.says").replace("{0}", clock.day(opens))
					: in.word("closed.unknown");
			return new Notice(true, in.word("closed.title"), says, closed.reason());
		}

		static Notice of(BigDecimal pace, PageLanguage in) {
			String more = pace.subtract(BigDecimal.ONE).multiply(HUNDRED).toBigInteger().toString();
			return new Notice(false, in.word("rush.title"), in.word("rush.says").replace("{0}", more), null);
		}

	}

	/**
	 * The form.
	 *
	 * @param zone where the shop's clock hangs, for the script
	 * @param said what the server says of fields in this language, for the script
	 * @param key what this order is called
	 * @param alert why it was not taken
	 * @param fields what is asked for
	 * @param when and for when
	 */
	private record Form(String zone, String said, String key, @Nullable String alert, List<Field> fields, When when) {

		static Form of(FilledForm filled, FormRefusal refusal, Optional<Instant> opens, ShopClock clock) {
			PageLanguage in = clock.in();
			Map<String, String> said = new TreeMap<>();
			in.words()
				.stringPropertyNames()
				.stream()
				.filter((key) -> key.startsWith(ERROR))
				.forEach((key) -> said.put(key.substring(ERROR.length()), in.word(key)));
			Map<String, String> errors = refusal.told(said);
			@Nullable String first = List.of("name", "price", "email", "for")
				.stream()
				.filter(errors::containsKey)
				.findFirst()
				.orElse(null);
			List<Field> fields = new ArrayList<>();
			fields.add(Field.of("name", "text", "off", filled.name(), in, errors, first));
			fields.add(Field.of("price", "text", "off", filled.price(), in, errors, first));
			fields.add(Field.of("email", "email", "email", filled.email(), in, errors, first));
			return new Form(clock.zone().getId(), new String(Json.write(said), UTF_8), filled.key(),
					(refusal.alert() != null) ? in.word(refusal.alert()) : null, fields,
					When.of(filled, opens, clock, errors.get("for"), "for".equals(first)));
		}

	}

	private record Field(String id, String label, String hint, String type, boolean numeric, String complete,
			String value, @Nullable String error, boolean focus) {

		static Field of(String id, String type, String complete, String value, PageLanguage in,
				Map<String, String> errors, @Nullable String first) {
			return new Field(id, in.word(id), in.word(id + ".hint"), type, id.equals("price"), complete, value,
					errors.get(id), id.equals(first));
		}

	}

	/**
	 * For when an order is.
	 *
	 * @param only whether it can only be for later
	 * @param later whether it is
	 * @param hint which times there are
	 * @param value the time
	 * @param min the earliest
	 * @param max the latest
	 */
	private record When(boolean only, boolean later, String hint, String value, String min, String max,
			@Nullable String error, boolean focus) {

		static When of(FilledForm filled, Optional<Instant> opens, ShopClock clock, @Nullable String error,
				boolean focus) {
			Instant earliest = opens.orElse(clock.now());
			String value = (filled.wantedFor().isEmpty() && opens.isPresent()) ? clock.input(earliest)
					: filled.wantedFor();
			return new When(opens.isPresent(), filled.later(), clock.in().word("for.hint"), value,
					clock.input(earliest), clock.input(clock.now().plus(Shop.AHEAD)), error, focus);
		}

	}

}
