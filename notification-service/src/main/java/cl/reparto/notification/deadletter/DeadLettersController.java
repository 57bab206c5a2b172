package cl.reparto.notification.deadletter;

import java.util.Map;

import cl.reparto.service.access.ShopAccess;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.web.JsonFields;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Dead letters for whoever has the shop's key.
 */
@RestController
final class DeadLettersController {

	private final DeadLetters letters;

	private final ShopAccess shop;

	private final BoundedBody bodies;

	DeadLettersController(DeadLetters letters, ShopAccess shop, BoundedBody bodies) {
		this.letters = letters;
		this.shop = shop;
		this.bodies = bodies;
	}

	@GetMapping(path = "/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<DeadLetterPage> page(@RequestParam(defaultValue = "50") String limit,
			@RequestParam(defaultValue = "") String after, HttpServletRequest request) {
		this.shop.require(request);
		return answer(this.letters.page(limit(limit), after.isEmpty() ? null : after));
	}

	@GetMapping(path = "/dead-letters/{topic}/{place}", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<DeadLetterEntry> open(@PathVariable String topic, @PathVariable String place,
			HttpServletRequest request) {
		this.shop.require(request);
		return answer(this.letters.open(id(topic, place)));
	}

	@PostMapping(path = "/dead-letters/{topic}/{place}/redrive", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<DeadLetterEntry> redrive(@PathVariable String topic, @PathVariable String place,
			@RequestParam(defaultValue = "false") String again, HttpServletRequest request)
			throws InterruptedException {
		this.shop.require(request);
		LetterId id = id(topic, place);
		return answer(this.letters.redrive(id, mended(this.bodies.readJson(request)), isAgain(again)));
	}

	private static LetterId id(String topic, String place) {
		return LetterId.of(topic + "/" + place)
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_DEAD_LETTER));
	}

	private static <T> ResponseEntity<T> answer(T body) {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
	}

	/** Nothing is as good as an empty object. */
	private static byte @Nullable [] mended(byte[] body) {
		if (body.length == 0) {
			return null;
		}
		JsonFields fields = JsonFields.read(body);
		fields.only("a redrive", "value");
		JsonFields value = fields.fields("value");
		fields.check(ProblemKind.INVALID_ACTION);
		return (value != null) ? value.content().getBytes(UTF_8) : null;
	}

	private static int limit(String text) {
		int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
		if (limit < 1 || limit > DeadLetters.LONGEST_PAGE) {
			throw invalid("limit", "must be a number from 1 to " + DeadLetters.LONGEST_PAGE);
		}
		return limit;
	}

	private static boolean isAgain(String text) {
		return switch (text) {
			case "true" -> true;
			case "false" -> false;
			default -> throw invalid("again", "must be true or false");
		};
	}

	private static ProblemException invalid(String parameter, String why) {
		return new ProblemException(ProblemKind.INVALID_QUERY, Map.of(parameter, why));
	}

}
