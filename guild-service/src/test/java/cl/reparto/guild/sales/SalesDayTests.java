package cl.reparto.guild.sales;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import cl.reparto.guild.sales.SaleBuilder.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static cl.reparto.guild.sales.SaleBuilder.aSale;
import static org.assertj.core.api.Assertions.assertThat;

class SalesDayTests {

	@ParameterizedTest
	@EnumSource
	void goesByTheClocksOfWhereTheCartSold(Where where) {
		assertThat(SalesDay.of(aSale().in(where).sale()).zona()).isEqualTo(ZoneId.of(where.zone()));
	}

	@ParameterizedTest
	@CsvSource({ "SANTIAGO, 2026-04-03, 24", "SANTIAGO, 2026-04-04, 25", "SANTIAGO, 2026-04-05, 24",
			"SANTIAGO, 2026-09-05, 24", "SANTIAGO, 2026-09-06, 23", "SANTIAGO, 2026-09-07, 24",
			"HANGA_ROA, 2026-04-04, 25", "HANGA_ROA, 2026-04-05, 24", "HANGA_ROA, 2026-09-05, 23",
			"HANGA_ROA, 2026-09-06, 24", "PUNTA_ARENAS, 2026-04-04, 24", "PUNTA_ARENAS, 2026-09-05, 24",
			"PUNTA_ARENAS, 2026-09-06, 24", "COYHAIQUE, 2026-04-04, 24", "COYHAIQUE, 2026-09-06, 24" })
	void lastsAsLongAsItsClocksSay(Where where, LocalDate dia, int hours) {
		SalesDay day = new SalesDay(dia, SaleBuilder.CART, ZoneId.of(where.zone()));
		SalesDay before = new SalesDay(dia.minusDays(1), SaleBuilder.CART, day.zona());

		assertThat(Duration.between(before.end(), day.end())).isEqualTo(Duration.ofHours(hours));
	}

	@ParameterizedTest
	@CsvSource({
			// An hour that comes twice is of the day that it ends both times.
			"SANTIAGO, 2026-04-05T02:30:00Z, 2026-04-04", "SANTIAGO, 2026-04-05T03:30:00Z, 2026-04-04",
			"SANTIAGO, 2026-04-05T03:59:59.999Z, 2026-04-04", "SANTIAGO, 2026-04-05T04:00:00Z, 2026-04-05",
			// The day begins at one, since there is no midnight.
			"SANTIAGO, 2026-09-06T03:59:59.999Z, 2026-09-05", "SANTIAGO, 2026-09-06T04:00:00Z, 2026-09-06",
			"SANTIAGO, 2026-09-07T02:59:59.999Z, 2026-09-06", "SANTIAGO, 2026-09-07T03:00:00Z, 2026-09-07",
			// The same moment, when it is two hours earlier there.
			"HANGA_ROA, 2026-04-05T03:30:00Z, 2026-04-04", "HANGA_ROA, 2026-04-05T05:59:59Z, 2026-04-04",
			"HANGA_ROA, 2026-04-05T06:00:00Z, 2026-04-05", "HANGA_ROA, 2026-09-06T04:59:59Z, 2026-09-05",
			"HANGA_ROA, 2026-09-06T05:00:00Z, 2026-09-06",
			// Clocks that are never changed.
			"PUNTA_ARENAS, 2026-04-05T03:00:00Z, 2026-04-05", "PUNTA_ARENAS, 2026-09-06T02:59:59Z, 2026-09-05",
			"PUNTA_ARENAS, 2026-09-06T03:00:00Z, 2026-09-06" })
	void isTheDayOfWhenTheSaleWas(Where where, Instant hora, LocalDate dia) {
		assertThat(SalesDay.of(aSale().in(where).at(hora).sale()).dia()).isEqualTo(dia);
	}

	@Test
	void isReadAsItIsWritten() {
		SalesDay day = SalesDay.of(aSale().sale());

		assertThat(day.key()).isEqualTo("2026-11-27|KLZX-12|America/Santiago");
		assertThat(SalesDay.parse(day.key())).isEqualTo(day);
	}

}
