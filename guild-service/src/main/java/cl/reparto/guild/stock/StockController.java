package cl.reparto.guild.stock;

import java.util.Map;
import java.util.TreeMap;

import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells which carts have little left, and which lots there are.
 */
@RestController
class StockController {

	private final Lots lots;

	StockController(Lots lots) {
		this.lots = lots;
	}

	/** Carts with fewer than {@code bajo}, least first. */
	@GetMapping(path = "/stock", produces = MediaType.APPLICATION_JSON_VALUE)
	Page<StockLevel> stock(@RequestParam(required = false) @Nullable String bajo,
			@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String siguiente) {
		Map<String, String> errors = new TreeMap<>();
		PageQuery query = PageQuery.of(limit, siguiente, errors);
		if (bajo != null && !bajo.matches("[0-9]{1,9}")) {
			errors.put("bajo", "must be a whole number of at most nine digits");
		}
		require(errors);
		return this.lots.below((bajo != null) ? Integer.valueOf(bajo) : null, query);
	}

	/** Lots that are to be delivered, or that were; newest first. */
	@GetMapping(path = "/reposiciones", produces = MediaType.APPLICATION_JSON_VALUE)
	Page<Lot> lots(@RequestParam(defaultValue = Lots.OPEN) String estado,
			@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String siguiente) {
		Map<String, String> errors = new TreeMap<>();
		PageQuery query = PageQuery.of(limit, siguiente, errors);
		if (!estado.equals(Lots.OPEN) && !estado.equals(Lots.DELIVERED)) {
			errors.put("estado", "must be " + Lots.OPEN + " or " + Lots.DELIVERED);
		}
		require(errors);
		return this.lots.page(estado, query);
	}

	private static void require(Map<String, String> errors) {
		if (!errors.isEmpty()) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, errors);
		}
	}

}
