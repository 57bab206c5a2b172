package cl.reparto.notification.board;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import cl.reparto.service.shop.OpeningHours;
import cl.reparto.service.shop.ShopState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BoardFormTests {

	private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

	/** 20:00 in Santiago, on a Friday. */
	private static final Instant EVENING = Instant.parse("2026-11-27T23:00:00Z");

	private static final OpeningHours HOURS = OpeningHours
		.of(Map.of("friday", List.of("19:00-02:00"), "sunday", List.of("11:00-15:00")));

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "soon, 2026-11-27T23:30:00Z", "tomorrow, 2026-11-29T14:00:00Z", "hand, none" })
	void closesUntilThen(String closing, @Nullable Instant until) {
		ShopState was = new ShopState(new BigDecimal("1.5"), false, null, null, HOURS);

		assertThat(new BoardForm(Map.of("close", closing)).shop(was, EVENING, SANTIAGO))
			.contains(new ShopState(new BigDecimal("1.5"), true, until, null, HOURS));
	}

	@Test
	void leavesAShopClosedWhereOnlyItsPaceIsPressed() {
		ShopState was = new ShopState(BigDecimal.ONE, true, EVENING, "Se cortó el gas", HOURS);

		assertThat(new BoardForm(Map.of("pace", "2")).shop(was, EVENING, SANTIAGO))
			.contains(new ShopState(new BigDecimal("2"), true, EVENING, "Se cortó el gas", HOURS));
	}

}
