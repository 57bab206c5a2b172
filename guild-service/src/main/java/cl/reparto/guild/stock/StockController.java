package cl.reparto.guild.stock;

import java.util.List;
import java.util.Map;

import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.Query;
import cl.reparto.model.Json.WireName;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells which carts have little left, and which lots there are.
 */
@RestController
record StockController(Levels levels, Lots lots) {

	/** Carts with fewer than {@code bajo}, least first. */
	@GetMapping(path = "/stock", produces = MediaType.APPLICATION_JSON_VALUE)
	Page<StockLevel> stock(@RequestParam Map<String, String> parameters) {
		Query query = new Query(parameters);
		Integer below = query.get("bajo", StockController::number);
		return this.levels.below(below, query.page());
	}

	/** Lots that are to be delivered, or that were; newest first. */
	@GetMapping(path = "/reposiciones", produces = MediaType.APPLICATION_JSON_VALUE)
	Page<Lot> lots(@RequestParam Map<String, String> parameters) {
		Query query = new Query(parameters);
		Lot.State state = query.get("estado", Lot.State.ABIERTA,
				(text) -> WireName.of(text, List.of(Lot.State.values())));
		return this.lots.in(state, query.page());
	}

	private static Integer number(String text) {
		if (!text.matches("[0-9]{1,9}")) {
			throw new IllegalArgumentException("must be a whole number of at most nine digits");
		}
		return Integer.valueOf(text);
	}

}
