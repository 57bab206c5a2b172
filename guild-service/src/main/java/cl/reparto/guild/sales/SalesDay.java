package cl.reparto.guild.sales;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import cl.reparto.guild.events.SaleEvent.Sale;

/**
 * A day of one cart, by the clocks of where it sold. Days begin and end when those clocks
 * say so, and last 23 or 25 hours when they are put forward or back.
 *
 * @param dia which day
 * @param patente the cart's plate
 * @param zona whose clocks
 */
record SalesDay(LocalDate dia, String patente, ZoneId zona) {

	private static final String SEPARATOR = "|";

	/** The day of when and where a sale was, whenever the guild heard of it. */
	static SalesDay of(Sale sale) {
		ZoneId zone = ChileanZones.of(sale.ubicacion());
		return new SalesDay(LocalDate.ofInstant(sale.hora(), zone), sale.patente(), zone);
	}

	static SalesDay parse(String key) {
		String[] parts = key.split("\\|");
		return new SalesDay(LocalDate.parse(parts[0]), parts[1], ZoneId.of(parts[2]));
	}

	/** What it is called, in stores and in the table. */
	String key() {
		return this.dia + SEPARATOR + this.patente + SEPARATOR + this.zona;
	}

	/** The first moment of the next day, which need not be midnight. */
	Instant end() {
		return this.dia.plusDays(1).atStartOfDay(this.zona).toInstant();
	}

}
