package cl.reparto.guild.notices;

import java.util.Map;
import java.util.TreeMap;

import cl.reparto.guild.notices.Fugitive.State;
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
 * Shows which carts are fugitive.
 */
@RestController
class FugitivesController {

	private final Fugitives fugitives;

	FugitivesController(Fugitives fugitives) {
		this.fugitives = fugitives;
	}

	@GetMapping(path = "/profugos", produces = MediaType.APPLICATION_JSON_VALUE)
	Page<Fugitive> open(@RequestParam(required = false) @Nullable String estado,
			@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String siguiente) {
		Map<String, String> errors = new TreeMap<>();
		State state = state(estado, errors);
		PageQuery query = PageQuery.of(limit, siguiente, errors);
		if (!errors.isEmpty()) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, errors);
		}
		return query.from((page) -> this.fugitives.open(state, page.after(), page.most()));
	}

	private static @Nullable State state(@Nullable String estado, Map<String, String> errors) {
		for (State open : new State[] { State.DENUNCIADO, State.CONFIRMADO }) {
			if (open.wireName().equals(estado)) {
				return open;
			}
		}
		if (estado != null) {
			errors.put("estado", "must be denunciado or confirmado");
		}
		return null;
	}

}
