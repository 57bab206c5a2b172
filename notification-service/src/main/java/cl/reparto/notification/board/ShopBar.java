package cl.reparto.notification.board;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import cl.reparto.notification.board.BoardCard.Clock;
import cl.reparto.service.shop.ShopState;
import cl.reparto.service.shop.ShopState.Closed;
import org.jspecify.annotations.Nullable;

/**
 * How the shop is, and what can be said of it at one touch.
 *
 * @param open whether it takes orders
 * @param state the same, in a word
 * @param says until when, as far as it is known
 * @param reason why it is closed, in its people's words; null if they gave none
 * @param next when it opens or closes by itself; null if it does not
 * @param paces how long orders take
 * @param closings until when it can be closed; none if it is closed by hand
 */
record ShopBar(boolean open, String state, String says, @Nullable String reason, @Nullable Instant next,
		List<Button> paces, List<Button> closings) {

	private static final List<BigDecimal> PACES = Stream.of("1", "1.5", "2").map(BigDecimal::new).toList();

	static ShopBar of(ShopState shop, Clock clock) {
		Optional<Closed> closed = shop.closed(clock.now(), clock.zone());
		boolean byHand = closed.filter((it) -> it.why() == ShopState.Why.HAND).isPresent();
		Instant next = closed.map(Closed::opensAt).orElse(closed.isEmpty() ? closes(shop, clock) : null);
		String key = closed.isEmpty() ? "open" : byHand ? "closed" : "hours";
		String says = (next != null) ? clock.language().word("until") + ' ' + clock.time(next)
				: byHand ? clock.language().word("until.hand") : "";
		return new ShopBar(closed.isEmpty(), clock.language().word("shop." + key), says,
				closed.map(Closed::reason).orElse(null), next, buttons(shop, clock),
				byHand ? List.of() : closings(shop, clock));
	}

	private static @Nullable Instant closes(ShopState shop, Clock clock) {
		return shop.closes(clock.now(), clock.zone()).orElse(null);
	}

	/** One that was said elsewhere is among them, too. */
	static Stream<BigDecimal> paces(ShopState shop) {
		return Stream.concat(PACES.stream(), Stream.of(shop.pace().stripTrailingZeros())).distinct().sorted();
	}

	private static List<Button> buttons(ShopState shop, Clock clock) {
		NumberFormat number = NumberFormat.getInstance(clock.language().locale());
		return paces(shop).map(
				(pace) -> new Button(pace.toPlainString(), "×" + number.format(pace), pace.compareTo(shop.pace()) == 0))
			.toList();
	}

	private static List<Button> closings(ShopState shop, Clock clock) {
		Optional<Instant> tomorrow = shop.opensTomorrow(clock.now(), clock.zone());
		return Stream.of(BoardForm.Closing.values())
			.filter((closing) -> closing != BoardForm.Closing.TOMORROW || tomorrow.isPresent())
			.map((closing) -> new Button(closing.wireName(),
					clock.language()
						.word("close." + closing.wireName())
						.replace("{0}", tomorrow.map(clock::time).orElse("")),
					false))
			.toList();
	}

	/**
	 * What somebody can press.
	 *
	 * @param value what its form carries
	 * @param text what it says
	 * @param on whether it is so already
	 */
	record Button(String value, String text, boolean on) {
	}

}
