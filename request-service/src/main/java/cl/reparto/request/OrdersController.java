package cl.reparto.request;

import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

import cl.reparto.model.Json;

/**
 * Where orders come in.
 */
@RestController
@Tag(name = "orders")
final class OrdersController {

	private final Intake intake;

	private final RequestSettings settings;

	OrdersController(Intake intake, RequestSettings settings) {
		this.intake = intake;
		this.settings = settings;
	}

	@Operation(summary = "Take an order",
			description = "Answers once the order is stored for good. With an Idempotency-Key a request can be repeated "
					+ "safely: it stays one order.")
	@Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER,
			description = "1 to 255 printable ASCII characters, as a quoted string (RFC 9651) or bare",
			schema = @Schema(type = "string"))
	@ApiResponse(responseCode = "202", description = "The order is stored",
			content = @Content(schema = @Schema(implementation = TakenOrder.class)),
			headers = @Header(name = HttpHeaders.LOCATION, description = "Where the status of the order is read",
					schema = @Schema(type = "string", format = "uri-reference")))
	@PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> take(@RequestBody NewOrder order, @Parameter(hidden = true) WebRequest request) {
		Optional<IdempotencyKey> key = IdempotencyKey.of(request.getHeaderValues(IdempotencyKey.HEADER));
		UUID id = this.intake.take(order, key);
		return ResponseEntity.accepted()
			.header(HttpHeaders.LOCATION, this.settings.statusOf(id))
			.body(Json.write(new TakenOrder(id)));
	}

	/**
	 * The answer to an order.
	 *
	 * @param id the order's id
	 */
	record TakenOrder(UUID id) {
	}

}
