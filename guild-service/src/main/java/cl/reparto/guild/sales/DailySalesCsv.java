package cl.reparto.guild.sales;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Daily sales as a table that spreadsheets read (RFC 4180). No cell needs quotes: there
 * are plates, dates, zones and numbers only. Nor is one a formula that does anything: a
 * plate may begin with a hyphen, but has neither brackets nor bars to call something
 * with.
 */
final class DailySalesCsv {

	private static final String HEADER = "patente,dia,zona,version,ventas,sopaipillas,clientes,mediaPorCliente,mediaPorVenta,actualizadoEn";

	private static final String END_OF_LINE = "\r\n";

	private DailySalesCsv() {
	}

	/** A line with the columns' names and one for each row. */
	static String write(List<DailySales> rows) {
		return Stream.concat(Stream.of(HEADER), rows.stream().map(DailySalesCsv::line))
			.collect(Collectors.joining(END_OF_LINE, "", END_OF_LINE));
	}

	private static String line(DailySales row) {
		return Stream
			.of(row.patente(), row.dia(), row.zona(), row.version(), row.ventas(), row.sopaipillas(), row.clientes(),
					row.mediaPorCliente(), row.mediaPorVenta(), row.actualizadoEn())
			.map(String::valueOf)
			.collect(Collectors.joining(","));
	}

}
