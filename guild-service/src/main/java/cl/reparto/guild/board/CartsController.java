package cl.reparto.guild.board;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.events.Plate;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
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
final class CartsController {

	private final MergedCarts carts;

	private final CartFeed feed;

	CartsController(MergedCarts carts, CartFeed feed) {
		this.carts = carts;
		this.feed = feed;
	}

	@GetMapping(path = "/carritos", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Page<CartRow>> carts(@RequestParam(defaultValue = "activo") String estado,
			@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String siguiente) {
		Map<String, String> errors = new TreeMap<>();
		State state = state(estado, errors);
		PageQuery query = PageQuery.of(limit, siguiente, errors);
		if (!errors.isEmpty()) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, errors);
		}
		return answer(this.carts.in(state, query));
	}

	@GetMapping(path = "/carritos/{patente}", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<CartRow> cart(@PathVariable String patente) {
		return answer(this.carts.find(plate(patente))
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_TO_GUILD, "Nobody has told of this cart.")));
	}

	/**
	 * An event for each cart that changes. The page asks by the second address, which is
	 * the same before and behind the gateway.
	 */
	@GetMapping(path = { "/carritos/eventos", "/gremio/carritos/eventos" },
			produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void events(HttpServletResponse response) throws IOException, InterruptedException {
		response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
		// Nginx would wait until it has a page full.
		response.setHeader("X-Accel-Buffering", "no");
		this.feed.tell(response.getOutputStream());
	}

	private static State state(String estado, Map<String, String> errors) {
		try {
			return State.of(estado);
		}
		catch (IllegalArgumentException ex) {
			errors.put("estado", String.valueOf(ex.getMessage()));
			return State.ACTIVO;
		}
	}

	private static String plate(String patente) {
		try {
			return Plate.normalize(patente);
		}
		catch (IllegalArgumentException ex) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, Map.of("patente", String.valueOf(ex.getMessage())));
		}
	}

	/** Where somebody was is not to be kept. */
	private static <T> ResponseEntity<T> answer(T body) {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
	}

}
