package cl.reparto.service.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ShopStateTests {

	private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

	private static final ShopState SHOP = new ShopState(BigDecimal.ONE, false, null, null,
			OpeningHours.of(Map.of("friday", List.of("11:00-15:00", "19:00-02:00"), "saturday",
					List.of("11:00-15:00", "19:00-02:00"), "monday", List.of("00:00-24:00"))));

	/** Times are three hours ahead of the shop's; the 27th of November is a Friday. */
	@ParameterizedTest
	@CsvSource({ "2026-11-27T15:00:00Z, 2026-11-28T14:00:00Z", "2026-11-28T04:30:00Z, 2026-11-28T14:00:00Z",
			"2026-11-28T07:30:00Z, 2026-11-30T03:00:00Z", "2026-11-30T04:30:00Z, 2026-12-04T14:00:00Z",
			"2026-11-29T15:00:00Z, 2026-11-30T03:00:00Z" })
	void opensOnTheDayAfterThisEvening(Instant now, Instant opens) {
		assertThat(SHOP.opensTomorrow(now, SANTIAGO)).contains(opens);
	}

	/** As orders are stamped with it. */
	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "100.1", "1E-30" })
	void hasNoPaceThatAnOrderCannotHave(BigDecimal pace) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ShopState(pace, false, null, null, null))
			.withMessage("pace must be above 0 and at most 100");
	}

	@Test
	void isNotClosedUntilATimeThatCannotBeTold() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ShopState(BigDecimal.ONE, true, Instant.MAX, null, null))
			.withMessage("closedUntil must be in the years 1970 to 9999");
	}

	@Test
	void opensAtNoTimeThatIsKnownWithoutHours() {
		assertThat(ShopState.OPEN.opensTomorrow(Instant.EPOCH, SANTIAGO)).isEmpty();
	}

}
