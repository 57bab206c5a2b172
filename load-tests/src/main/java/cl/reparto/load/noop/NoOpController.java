package cl.reparto.load.noop;

import java.net.URI;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers like request-service and notification-service, with the same each time.
 */
@RestController
class NoOpController {

	private static final String ID = "0bba5b0c-8ca9-81dc-894a-2b63a51650a0";

	private static final URI LOCATION = URI.create("http://localhost:8082/orders/" + ID + "/status");

	private static final String TAKEN = "{\"id\":\"" + ID + "\"}";

	/** A finished order with a name of usual length. */
	private static final String STATUS = """
			{"id":"0bba5b0c-8ca9-81dc-894a-2b63a51650a0","name":"%s","price":499999.123456789012,\
			"status":"finalizado","version":4,"updatedAt":"2026-11-21T22:29:28.324Z","history":[\
			{"status":"recibido","at":"2026-11-21T22:29:16.172Z"},\
			{"status":"preparando","at":"2026-11-21T22:29:18.305Z"},\
			{"status":"entregando","at":"2026-11-21T22:29:23.313Z"},\
			{"status":"finalizado","at":"2026-11-21T22:29:28.324Z"}],"nextStatusAt":null}""".formatted("x".repeat(50));

	@PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<String> take(@RequestBody byte[] order) {
		return taken();
	}

	static ResponseEntity<String> taken() {
		return ResponseEntity.accepted().location(LOCATION).body(TAKEN);
	}

	@GetMapping(path = "/orders/{id}/status", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<String> status(@PathVariable String id) {
		return ResponseEntity.ok(STATUS);
	}

}
