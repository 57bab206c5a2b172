package cl.reparto.guild.sales.http;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

import cl.reparto.guild.events.Plate;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * Which daily sales somebody asks for.
 *
 * @param dia the day, by each cart's own clocks
 * @param patente only this plate; null for all
 * @param csv whether a table for spreadsheets is wanted; null if that was not said
 * @param page which part
 */
record DailySalesQuery(LocalDate dia, @Nullable String patente, @Nullable Boolean csv, PageQuery page) {

	/**
	 * Reads a question, about today where no day is named.
	 * @throws ProblemException as {@link ProblemKind#INVALID_QUERY} if any part is wrong
	 */
	static DailySalesQuery of(MultiValueMap<String, String> parameters, LocalDate today) {
		Map<String, String> errors = new LinkedHashMap<>();
		DailySalesQuery query = new DailySalesQuery(dia(parameters.getFirst("dia"), today, errors),
				patente(parameters.getFirst("patente"), errors), csv(parameters.getFirst("formato"), errors),
				PageQuery.of(parameters.getFirst("limit"), parameters.getFirst("siguiente"), errors));
		if (!errors.isEmpty()) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, errors);
		}
		return query;
	}

	private static LocalDate dia(@Nullable String text, LocalDate today, Map<String, String> errors) {
		try {
			return (text != null) ? LocalDate.parse(text) : today;
		}
		catch (DateTimeParseException ex) {
			errors.put("dia", "must be a day such as 2026-11-27");
			return today;
		}
	}

	private static @Nullable String patente(@Nullable String text, Map<String, String> errors) {
		try {
			return (text != null) ? Plate.normalize(text) : null;
		}
		catch (IllegalArgumentException ex) {
			errors.put("patente", String.valueOf(ex.getMessage()));
			return null;
		}
	}

	private static @Nullable Boolean csv(@Nullable String text, Map<String, String> errors) {
		if (text != null && !text.equals("csv") && !text.equals("json")) {
			errors.put("formato", "must be csv or json");
		}
		return (text != null) ? text.equals("csv") : null;
	}

	/** The query of an address, for the rows after these. */
	String next(String siguiente) {
		return "?dia=" + this.dia + ((this.patente != null) ? "&patente=" + this.patente : "")
				+ ((this.csv != null) ? "&formato=" + (this.csv ? "csv" : "json") : "") + "&limit=" + this.page.most()
				+ "&siguiente=" + siguiente;
	}

}
