package cl.reparto.request.shop;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import cl.reparto.service.shop.OpeningHours;
import cl.reparto.service.shop.ShopState;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ShopTests {

	/** 12:00 in Santiago, on a Friday. */
	private static final Instant NOON = Instant.parse("2026-11-27T15:00:00Z");

	private static final OpeningHours FRIDAYS = OpeningHours
		.of(Map.of("friday", List.of("11:00-15:00", "19:00-23:30")));

	private final StandInShop said = new StandInShop();

	private final Shop shop = this.said.shop();

	@Test
	void isOpenAtTheUsualPaceWhereNobodyHasSaidAnything() {
		assertThat(this.shop.admit(null, NOON)).isNull();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "1, none", "1.00, none", "1.5, 1.5", "0.25, 0.25" })
	void stampsOrdersWithItsPace(BigDecimal pace, @Nullable BigDecimal stamped) {
		this.said.say(new ShopState(pace, false, null, null, null));

		assertThat(this.shop.admit(null, NOON)).isEqualTo(stamped);
	}

	@Test
	void saysUntilWhenItIsClosedAndWhy() {
		this.said.say(closed(NOON.plusSeconds(90), "Se cortó el gas", null));

		ProblemException refused = refused(null, NOON);

		assertThat(refused.kind()).isEqualTo(ProblemKind.SHOP_CLOSED);
		assertThat(refused.getBody().getDetail())
			.startsWith("Closed until 2026-11-27T12:01:30-03:00: Se cortó el gas. Send ");
		assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo("91");
	}

	@Test
	void opensByItselfWhenItWasToBeClosedNoLonger() {
		this.said.say(closed(NOON, "Inventario", null));

		assertThat(refused(null, NOON.minusMillis(1)).kind()).isEqualTo(ProblemKind.SHOP_CLOSED);
		assertThat(this.shop.admit(null, NOON)).isNull();
	}

	@Test
	void staysClosedUntilItsPeopleOpenItWhereTheyGaveNoTime() {
		this.said.say(closed(null, null, null));

		assertThat(refused(null, NOON.plus(Duration.ofDays(99))).getBody().getDetail())
			.startsWith("Closed until its people open it again: its people say so.");
		assertThat(refused(NOON.plusSeconds(60), NOON).kind()).isEqualTo(ProblemKind.SHOP_CLOSED);
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-27T13:59:59Z, 2026-11-27T11:00:00-03:00", "2026-11-27T18:00:00Z, 2026-11-27T19:00:00-03:00",
			"2026-11-28T02:30:00Z, 2026-12-04T11:00:00-03:00" })
	void isClosedOutsideItsHours(Instant now, String opens) {
		this.said.say(new ShopState(BigDecimal.ONE, false, null, null, FRIDAYS));

		assertThat(refused(null, now).getBody().getDetail())
			.startsWith("Closed until " + opens + ": these are not its opening hours.");
		assertThat(this.shop.admit(null, NOON)).isNull();
	}

	/** At 16:00, after which comes 19:00. */
	@Test
	void opensWithItsHoursWhereItIsClosedUntilSomeTimeOutsideOfThem() {
		this.said.say(closed(Instant.parse("2026-11-27T19:00:00Z"), "Siesta", FRIDAYS));

		assertThat(refused(null, NOON).getBody().getDetail()).startsWith("Closed until 2026-11-27T19:00:00-03:00: S");
	}

	@Test
	void takesAnOrderForLaterWhileItIsClosed() {
		this.said.say(closed(NOON.plusSeconds(60), null, FRIDAYS));

		assertThat(this.shop.admit(NOON.plusSeconds(60), NOON)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-27T15:00:00Z, must be in the future", "2026-12-04T15:00:01Z, must be at most 7 days ahead",
			"2026-11-27T18:00:00Z, must be within opening hours",
			"2026-11-27T15:59:59Z, 'must be when the shop is open again, from 2026-11-27T13:00:00-03:00 on'" })
	void takesNoOrderForWhenItCannotBeHad(Instant wantedFor, String said) {
		this.said.say(closed(Instant.parse("2026-11-27T16:00:00Z"), null, FRIDAYS));

		ProblemException refused = refused(wantedFor, NOON);

		assertThat(refused.kind()).isEqualTo(ProblemKind.INVALID_ORDER);
		assertThat(refused.getBody().getProperties())
			.hasToString("{errors=[BadField[field=for, message=" + said + "]]}");
	}

	@Test
	void takesNothingBeforeItKnowsWhatWasSaid() {
		this.said.forget();

		assertThat(refused(null, NOON).kind()).isEqualTo(ProblemKind.UNAVAILABLE);
	}

	private static ShopState closed(@Nullable Instant until, @Nullable String reason, @Nullable OpeningHours hours) {
		return new ShopState(BigDecimal.ONE, true, until, reason, hours);
	}

	private ProblemException refused(@Nullable Instant wantedFor, Instant now) {
		return catchThrowableOfType(ProblemException.class, () -> this.shop.admit(wantedFor, now));
	}

}
