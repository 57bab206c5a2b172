package cl.reparto.guild.sales;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;

import cl.reparto.guild.events.Given;

/**
 * What a cart sold on a day. Travels on {@code ventas_diarias}; a day without sales has
 * none.
 *
 * @param patente the cart's plate
 * @param dia the day, by the clocks of {@code zona}
 * @param zona the zone where it sold
 * @param version 0 while the day runs, 1 once it is closed, and one more for each sale
 * that came later
 * @param ventas how many sales
 * @param sopaipillas how many they sold
 * @param clientes to how many different clients
 * @param mediaPorCliente sopaipillas a client, with two decimals
 * @param mediaPorVenta sopaipillas a sale, with two decimals
 * @param actualizadoEn when this was written
 */
public record DailySales(String patente, LocalDate dia, String zona, long version, long ventas, long sopaipillas,
		long clientes, BigDecimal mediaPorCliente, BigDecimal mediaPorVenta, Instant actualizadoEn) {

	private static final int DECIMALS = 2;

	/**
	 * Checks that what readers sort by is there.
	 */
	public DailySales {
		Given.all("patente", patente, "dia", dia);
	}

	/** The figures of a day with one sale at least. */
	static DailySales of(SalesDay day, DayTotals totals, Instant now) {
		return new DailySales(day.patente(), day.dia(), day.zona().getId(), totals.version(), totals.ventas(),
				totals.sopaipillas(), totals.clientes(), mean(totals.sopaipillas(), totals.clientes()),
				mean(totals.sopaipillas(), totals.ventas()), now);
	}

	private static BigDecimal mean(long sum, long count) {
		return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count), DECIMALS, RoundingMode.HALF_UP);
	}

}
