package cl.reparto.guild.board;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.events.Plate;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.Query;
import cl.reparto.model.Json.WireName;
import cl.reparto.service.connection.EventStream;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells where carts are, and tells it again as they move.
 */
@RestController
record CartsController(MergedCarts carts, CartFeed feed) {

	@GetMapping(path = "/carritos", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Page<CartRow>> carts(@RequestParam Map<String, String> parameters) {
		Query query = new Query(parameters);
		State state = query.get("estado", State.ACTIVO, (text) -> WireName.of(text, List.of(State.values())));
		return answer(this.carts.in(state, query.page()));
	}

	@GetMapping(path = "/carritos/{patente}", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<CartRow> cart(@PathVariable String patente) {
		return answer(this.carts.find(Query.part("patente", patente, Plate::normalize))
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_TO_GUILD, "Nobody has told of this cart.")));
	}

	/**
	 * An event for each cart that changes. The page asks by the second address, which is
	 * the same before and behind the gateway.
	 */
	@GetMapping(path = { "/carritos/eventos", "/gremio/carritos/eventos" },
			produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
		CartFeed.Listener listener = this.feed.listen();
		EventStream.begin(request, response, listener::close, listener::tell);
	}

	/** Where somebody was is not to be kept. */
	private static <T> ResponseEntity<T> answer(T body) {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
	}

}
