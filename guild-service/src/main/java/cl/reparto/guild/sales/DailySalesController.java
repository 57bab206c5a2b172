package cl.reparto.guild.sales;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.guild.events.Plate;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.Query;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Shows what carts sold on a day, as JSON or as a table for spreadsheets.
 */
@RestController
record DailySalesController(DailySalesTable table) {

	private static final MediaType CSV = new MediaType("text", "csv", UTF_8);

	private static final String HEADER = "patente,dia,zona,version,ventas,sopaipillas,clientes,mediaPorCliente,mediaPorVenta,actualizadoEn";

	/**
	 * The rows of a day, by plate.
	 * @param parameters {@code dia} (Santiago's present day if it is missing),
	 * {@code patente}, {@code formato}, {@code limit}, {@code siguiente}
	 * @param headers of which {@code Accept} says the format where {@code formato} does
	 * not
	 * @return a page; where there is another, {@code Link} says where, since a table has
	 * no place for it
	 */
	@GetMapping(path = "/ventas-diarias", produces = { MediaType.APPLICATION_JSON_VALUE, "text/csv" })
	ResponseEntity<Object> rows(@RequestParam MultiValueMap<String, String> parameters,
			@RequestHeader HttpHeaders headers) {
		Query query = new Query(parameters.asSingleValueMap());
		LocalDate day = query.get("dia", DailySalesTable.today(), DailySalesController::day);
		String plate = query.get("patente", Plate::normalize);
		boolean csv = query.get("formato", prefersCsv(headers.getAccept()), DailySalesController::isCsv);
		Page<DailySales> page = this.table.of(day, plate, query.page());
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok().varyBy(HttpHeaders.ACCEPT);
		if (page.siguiente() != null) {
			String next = UriComponentsBuilder.newInstance()
				.queryParams(parameters)
				.replaceQueryParam("dia", day)
				.replaceQueryParam("siguiente", page.siguiente())
				.encode()
				.toUriString();
			answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
		}
		return csv ? answer.contentType(CSV).body(csv(page.filas()))
				: answer.contentType(MediaType.APPLICATION_JSON).body(page);
	}

	/**
	 * A table that spreadsheets read (RFC 4180). No cell needs quotes: there are plates,
	 * dates, zones and numbers only. Nor is one a formula that does anything: a plate may
	 * begin with a hyphen, but has neither brackets nor bars to call something with.
	 */
	private static String csv(List<DailySales> rows) {
		return Stream.concat(Stream.of(HEADER), rows.stream().map(DailySalesController::line))
			.collect(Collectors.joining("\r\n", "", "\r\n"));
	}

	private static String line(DailySales row) {
		return Stream
			.of(row.patente(), row.dia(), row.zona(), row.version(), row.ventas(), row.sopaipillas(), row.clientes(),
					row.mediaPorCliente(), row.mediaPorVenta(), row.actualizadoEn())
			.map(String::valueOf)
			.collect(Collectors.joining(","));
	}

	private static LocalDate day(String text) {
		try {
			return LocalDate.parse(text);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("must be a day such as 2026-11-27", ex);
		}
	}

	private static boolean isCsv(String format) {
		return switch (format) {
			case "csv" -> true;
			case "json" -> false;
			default -> throw new IllegalArgumentException("must be csv or json");
		};
	}

	private static boolean prefersCsv(List<MediaType> accepted) {
		return quality(CSV, accepted) > quality(MediaType.APPLICATION_JSON, accepted);
	}

	private static double quality(MediaType type, List<MediaType> accepted) {
		return accepted.stream()
			.filter((range) -> range.includes(type))
			.mapToDouble(MediaType::getQualityValue)
			.max()
			.orElse(0);
	}

}
