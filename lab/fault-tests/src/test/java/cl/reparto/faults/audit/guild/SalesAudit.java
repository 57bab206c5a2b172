package cl.reparto.faults.audit.guild;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import cl.reparto.faults.audit.Entry;
import tools.jackson.databind.JsonNode;

/**
 * Every sale is counted once in its local day, told to stock and place once, and shown by
 * every instance.
 */
final class SalesAudit {

	/** West of it there is only Easter Island. */
	private static final double OCEAN = -90;

	private final Notebook notebook;

	private final Set<String> taken = new HashSet<>();

	private final Set<String> sold = new HashSet<>();

	/** Plate and time of each sale. */
	private final Set<String> moments = new HashSet<>();

	private final Map<String, Day> days = new TreeMap<>();

	/** The newest row of each day, as written. */
	private final Map<String, JsonNode> told = new HashMap<>();

	/** The rows of each day, as each instance shows them. */
	private final Map<String, Map<String, JsonNode>> shown = new HashMap<>();

	private final Set<String> stocks = new HashSet<>();

	/** Plate and time of each position. */
	private final Set<String> places = new HashSet<>();

	SalesAudit(Notebook notebook) {
		this.notebook = notebook;
	}

	void taken(String id) {
		this.taken.add(id);
	}

	/** An entry of registroVenta. A sale that was sent again may stand there twice. */
	void sold(Entry entry) {
		if (this.sold.add(entry.text("id"))) {
			this.days.computeIfAbsent(day(entry), (_) -> new Day()).add(entry);
			this.moments.add(moment(entry.text("patente"), entry.text("hora")));
		}
	}

	private static String day(Entry sale) {
		boolean easter = sale.value().path("ubicacion").path("lon").asDouble() < OCEAN;
		ZoneId zone = ZoneId.of(easter ? "Pacific/Easter" : "America/Santiago");
		LocalDate date = Instant.parse(sale.text("hora")).atZone(zone).toLocalDate();
		return date + "|" + sale.text("patente") + "|" + zone;
	}

	private static String moment(String plate, String time) {
		return plate + "|" + Instant.parse(time);
	}

	/** An entry of ventas_diarias. */
	void counted(Entry entry) {
		this.told.put(String.valueOf(entry.key()), entry.value());
	}

	/** A report on stock, which has the sale's id. */
	void stocked(Entry entry) {
		if (!this.stocks.add(entry.text("id"))) {
			this.notebook.twice("stock was told of a sale again at " + entry.place());
		}
	}

	/** A position on ubicacion, which may be a sale's. */
	void placed(Entry entry) {
		this.places.add(moment(entry.text("patente"), entry.text("medidaEn")));
	}

	/** The dates of which there are sales. */
	Set<String> dates() {
		Set<String> dates = new HashSet<>();
		this.days.keySet().forEach((day) -> dates.add(day.substring(0, day.indexOf('|'))));
		return dates;
	}

	/** What an instance shows of all dates. */
	void shown(String instance, List<JsonNode> rows) {
		Map<String, JsonNode> byDay = new HashMap<>();
		rows.forEach((row) -> byDay.put(row.path("dia").asString("") + "|" + row.path("patente").asString("") + "|"
				+ row.path("zona").asString(""), row));
		this.shown.put(instance, byDay);
	}

	int size() {
		return this.taken.size();
	}

	void missing(Consumer<String> missing) {
		this.taken.stream()
			.filter((id) -> !this.sold.contains(id))
			.forEach((id) -> missing.accept("sale " + id + " lost"));
		this.sold.stream()
			.filter((id) -> !this.stocks.contains(id))
			.forEach((id) -> missing.accept("stock was not told of sale " + id));
		this.moments.stream()
			.filter((sale) -> !this.places.contains(sale))
			.forEach((sale) -> missing.accept("no place came of sale " + sale));
		this.days.forEach((key, day) -> {
			day.compare("day " + key, this.told.get(key), missing);
			this.shown
				.forEach((instance, rows) -> day.compare("day " + key + " at " + instance, rows.get(key), missing));
		});
	}

	/** What can only be said at rest. */
	void close(Consumer<String> twice) {
		this.told.forEach((key, row) -> {
			Day day = this.days.getOrDefault(key, new Day());
			if (row.path("ventas").asLong() > day.sales) {
				twice.accept("day " + key + " counts " + row.path("ventas").asLong() + " sales of " + day.sales);
			}
		});
	}

	/** A cart's local day as it should be. */
	private static final class Day {

		private long sales;

		private long sold;

		private final Set<String> clients = new HashSet<>();

		void add(Entry sale) {
			this.sales++;
			this.sold += sale.value().path("cantidad").asLong();
			this.clients.add(sale.text("cliente").strip().toLowerCase(Locale.ROOT));
		}

		void compare(String what, JsonNode row, Consumer<String> missing) {
			String expected = this.sales + "/" + this.sold + "/" + this.clients.size();
			String found = (row == null) ? "none" : row.path("ventas").asLong() + "/" + row.path("sopaipillas").asLong()
					+ "/" + row.path("clientes").asLong();
			if (!found.equals(expected)) {
				missing.accept(what + " has sales/sopaipillas/clients " + found + " instead of " + expected);
			}
		}

	}

}
