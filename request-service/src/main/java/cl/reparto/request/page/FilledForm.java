package cl.reparto.request.page;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import cl.reparto.model.Json;
import cl.reparto.service.page.FormFields;
import cl.reparto.service.web.ProblemException;

/**
 * What somebody has filled in, as they did.
 *
 * @param name what is ordered
 * @param price its price, as people write it
 * @param email their address
 * @param later whether it is for later
 * @param wantedFor when, by the shop's clock
 * @param key what this order is called, so that it is taken once
 */
record FilledForm(String name, String price, String email, boolean later, String wantedFor, String key) {

	/**
	 * Whole pesos: there are no cents. Dots are between thousands. There is an end, since
	 * a form may have thousands of digits and matching goes as deep as a part repeats.
	 */
	private static final Pattern PESOS = Pattern.compile("\\$?\\s*\\d{1,3}(?:[.,\\s]?\\d{3}){0,9}+");

	/** One that nobody has filled in yet. */
	static FilledForm empty() {
		return new FilledForm("", "", "", false, "", UUID.randomUUID().toString());
	}

	/**
	 * Reads a form.
	 * @param body fields as {@code application/x-www-form-urlencoded}
	 * @return what was filled in; what is not there is empty
	 * @throws ProblemException if it is no form
	 */
	static FilledForm read(byte[] body) {
		Map<String, String> fields = FormFields.read(body);
		fields.replaceAll((_, value) -> value.strip());
		String wantedFor = fields.getOrDefault("for", "");
		boolean later = fields.getOrDefault("when", wantedFor.isEmpty() ? "now" : "later").equals("later");
		return new FilledForm(fields.getOrDefault("name", ""), fields.getOrDefault("price", ""),
				fields.getOrDefault("email", ""), later, wantedFor, fields.getOrDefault("key", ""));
	}

	/** The same for an order of another name. */
	FilledForm renamed() {
		return new FilledForm(this.name, this.price, this.email, this.later, this.wantedFor,
				UUID.randomUUID().toString());
	}

	/** What it is called, as a header has it. */
	List<String> keys() {
		return this.key.isEmpty() ? List.of() : List.of(this.key);
	}

	/**
	 * The order as programs send it.
	 * @param zone where the shop's clock hangs
	 * @return JSON; what is empty is missing
	 */
	byte[] json(ZoneId zone) {
		Map<String, Object> order = new HashMap<>();
		order.put("name", this.name);
		order.put("price",
				PESOS.matcher(this.price).matches() ? new BigDecimal(this.price.replaceAll("\\D", "")) : this.price);
		order.put("email", this.email);
		order.values().removeIf(""::equals);
		if (this.later) {
			order.put("for", moment(zone));
		}
		return Json.write(order);
	}

	private String moment(ZoneId zone) {
		try {
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(LocalDateTime.parse(this.wantedFor).atZone(zone));
		}
		catch (DateTimeException ex) {
			return this.wantedFor;
		}
	}

}
