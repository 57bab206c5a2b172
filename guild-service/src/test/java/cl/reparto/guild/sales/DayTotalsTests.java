package cl.reparto.guild.sales;

import java.math.BigDecimal;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static cl.reparto.guild.sales.SaleBuilder.NOON;
import static cl.reparto.guild.sales.SaleBuilder.aSale;
import static org.assertj.core.api.Assertions.assertThat;

class DayTotalsTests {

	private static final DayTotals TWO_SALES = DayTotals.NONE.plus(aSale().of(3, "Ana").sale(), true, false)
		.plus(aSale().of(2, "Ana").sale(), false, false);

	@Test
	void addsUp() {
		assertThat(TWO_SALES).isEqualTo(new DayTotals(2, 5, 1, 0, false, true));
	}

	@Test
	void hasVersionNoughtWhileTheDayRuns() {
		assertThat(TWO_SALES.version()).isZero();
	}

	@Test
	void hasOneVersionMoreForEachSaleThatCameAfterItWasClosed() {
		DayTotals closed = TWO_SALES.closed();

		assertThat(closed.version()).isEqualTo(1);
		assertThat(closed.plus(aSale().sale(), false, true).version()).isEqualTo(2);
		assertThat(closed.plus(aSale().sale(), false, false).version()).as("heard of in time, but read late")
			.isEqualTo(2);
	}

	@Test
	void countsWhatCameLateAlsoWhereItIsReadBeforeTheDayIsClosed() {
		assertThat(TWO_SALES.plus(aSale().sale(), false, true).closed().version()).isEqualTo(2);
	}

	@Test
	void isReadAsItIsWritten() {
		DayTotals all = new DayTotals(1, 2, 3, 4, true, false);

		assertThat(DayTotals.read(all.write())).isEqualTo(all);
		assertThat(DayTotals.read(TWO_SALES.write())).isEqualTo(TWO_SALES);
	}

	@Test
	void roundsMeansToTwoDecimals() {
		DailySales row = row(new DayTotals(3, 20, 7, 0, false, false));

		assertThat(row.mediaPorVenta()).isEqualTo(new BigDecimal("6.67"));
		assertThat(row.mediaPorCliente()).isEqualTo(new BigDecimal("2.86"));
	}

	@Test
	void isShownAsItsReadersKnowIt() {
		Instant now = NOON.plusSeconds(1);

		assertThat(new String(SalesRole.VENTAS_DIARIAS.write(row(TWO_SALES, now)))).isEqualTo(
				"""
						{"patente":"KLZX-12","dia":"2026-11-27","zona":"America/Santiago","version":0,"ventas":2,"sopaipillas":5,\
						"clientes":1,"mediaPorCliente":5.00,"mediaPorVenta":2.50,"actualizadoEn":"2026-11-27T15:00:01Z"}""");
		assertThat(SalesRole.VENTAS_DIARIAS.read(SalesRole.VENTAS_DIARIAS.write(row(TWO_SALES, now))))
			.isEqualTo(row(TWO_SALES, now));
	}

	private static DailySales row(DayTotals totals) {
		return row(totals, NOON);
	}

	private static DailySales row(DayTotals totals, Instant now) {
		return DailySales.of(SalesDay.of(aSale().sale()), totals, now);
	}

}
