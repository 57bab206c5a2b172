package cl.reparto.request.http;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import cl.reparto.model.Json;
import cl.reparto.request.NewOrder;
import cl.reparto.request.OrderIntake;
import cl.reparto.service.keys.IdempotencyKey;
import cl.reparto.service.keys.IdempotencySettings;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.web.StatusUrl;

/**
 * Where orders come in.
 */
@RestController
final class OrdersController {

	private final BoundedBody body;

	private final OrderIntake intake;

	private final StatusUrl statusUrl;

	private final @Nullable String clientHeader;

	OrdersController(BoundedBody body, OrderIntake intake, StatusUrl statusUrl, IdempotencySettings keys) {
		this.body = body;
		this.intake = intake;
		this.statusUrl = statusUrl;
		this.clientHeader = keys.clientHeader();
	}

	@PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
		NewOrder order = NewOrderReader.read(this.body.read(request));
		Optional<IdempotencyKey> key = IdempotencyKey.read(request, this.clientHeader);
		UUID id = this.intake.take(order, key);
		byte[] json = Json.write(new TakenOrder(id));
		response.setStatus(HttpServletResponse.SC_ACCEPTED);
		response.setHeader(HttpHeaders.LOCATION, this.statusUrl.of(id));
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(json.length);
		response.getOutputStream().write(json);
	}

	/**
	 * The answer to an order.
	 *
	 * @param id the order's id
	 */
	record TakenOrder(UUID id) {
	}

}
