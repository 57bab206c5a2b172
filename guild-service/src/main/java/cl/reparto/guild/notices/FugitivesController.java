package cl.reparto.guild.notices;

import java.util.List;
import java.util.Map;

import cl.reparto.guild.notices.Fugitive.State;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.Query;
import cl.reparto.model.Json.WireName;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows which carts are fugitive.
 */
@RestController
record FugitivesController(Fugitives fugitives) {

	@GetMapping(path = "/profugos", produces = MediaType.APPLICATION_JSON_VALUE)
	Page<Fugitive> open(@RequestParam Map<String, String> parameters) {
		Query query = new Query(parameters);
		State state = query.get("estado", (text) -> WireName.of(text, List.of(State.DENUNCIADO, State.CONFIRMADO)));
		return this.fugitives.open(state, query.page());
	}

}
