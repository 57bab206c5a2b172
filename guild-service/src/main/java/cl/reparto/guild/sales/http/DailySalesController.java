package cl.reparto.guild.sales.http;

import java.util.List;

import cl.reparto.guild.sales.DailySales;
import cl.reparto.guild.sales.DailySalesTable;
import cl.reparto.guild.view.Page;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Shows what carts sold on a day, as JSON or as a table for spreadsheets.
 */
@RestController
final class DailySalesController {

	private static final String CSV = "text/csv";

	private final DailySalesTable table;

	DailySalesController(DailySalesTable table) {
		this.table = table;
	}

	/**
	 * The rows of a day, by plate.
	 * @param parameters {@code dia} (Santiago's present day if it is missing),
	 * {@code patente}, {@code formato}, {@code limit}, {@code siguiente}
	 * @param headers of which {@code Accept} says the format where {@code formato} does
	 * not
	 * @return a page; where there is another, {@code Link} says where, since a table has
	 * no place for it
	 */
	@GetMapping(path = "/ventas-diarias", produces = { MediaType.APPLICATION_JSON_VALUE, CSV })
	ResponseEntity<Object> rows(@RequestParam MultiValueMap<String, String> parameters,
			@RequestHeader HttpHeaders headers) {
		DailySalesQuery query = DailySalesQuery.of(parameters, DailySalesTable.today());
		Page<DailySales> page = this.table.of(query.dia(), query.patente(), query.page());
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok().varyBy(HttpHeaders.ACCEPT);
		if (page.siguiente() != null) {
			answer.header(HttpHeaders.LINK, "<" + query.next(page.siguiente()) + ">; rel=\"next\"");
		}
		Boolean csv = query.csv();
		return ((csv != null) ? csv : prefersCsv(headers.getAccept()))
				? answer.contentType(new MediaType(MediaType.parseMediaType(CSV), UTF_8))
					.body(DailySalesCsv.write(page.filas()))
				: answer.contentType(MediaType.APPLICATION_JSON).body(page);
	}

	private static boolean prefersCsv(List<MediaType> accepted) {
		return quality(MediaType.parseMediaType(CSV), accepted) > quality(MediaType.APPLICATION_JSON, accepted);
	}

	private static double quality(MediaType type, List<MediaType> accepted) {
		return accepted.stream()
			.filter((range) -> range.includes(type))
			.mapToDouble(MediaType::getQualityValue)
			.max()
			.orElse(0);
	}

}
