package cl.reparto.notification.command;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import cl.reparto.model.Actor;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.notification.status.http.OrderId;
import cl.reparto.notification.status.http.StatusAnswer;
import cl.reparto.service.access.ShopAccess;
import cl.reparto.service.keys.IdempotencyKey;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import cl.reparto.service.web.StatusUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Where people act on orders. Who shows the shop's key is the shop; who shows none is the
 * customer, since knowing an order's id is the right to it.
 */
@RestController
final class ActionsController {

	private final ShopAccess shop;

	private final BoundedBody bodies;

	private final OrderActs acts;

	private final StatusAnswer answer;

	private final StatusUrl statusUrl;

	ActionsController(ShopAccess shop, BoundedBody bodies, OrderActs acts, StatusAnswer answer, StatusUrl statusUrl) {
		this.shop = shop;
		this.bodies = bodies;
		this.acts = acts;
		this.answer = answer;
		this.statusUrl = statusUrl;
	}

	/** The action is what its address ends with. */
	@PostMapping(path = { "/orders/{id}/advance", "/orders/{id}/recall", "/orders/{id}/delay", "/orders/{id}/cancel" },
			produces = MediaType.APPLICATION_JSON_VALUE)
	void act(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
			throws IOException, InterruptedException {
		String address = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
		Action action = Action.valueOf(address.substring(address.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT));
		UUID order = OrderId.of(id)
			.orElseThrow(() -> new ProblemException(ProblemKind.INVALID_QUERY, Map.of("id", OrderId.EXPECTED)));
		Actor by = this.shop.isShop(request) ? Actor.SHOP : Actor.CUSTOMER;
		if (by == Actor.CUSTOMER && action != Action.CANCEL) {
			throw new ProblemException(this.shop.isPossible() ? ProblemKind.SHOP_ACTION : ProblemKind.SHOP_WITHOUT_KEY);
		}
		ActionBody said = ActionBody.read(action, this.bodies.readJson(request));
		IfMatch versions = IfMatch.of(Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)));
		IdempotencyKey key = IdempotencyKey.read(request, null).orElse(null);
		Optional<StoredStatus> done = this.acts
			.act(new OrderAct(order, action, by, said.delay(), said.reason(), versions, key));
		if (done.isPresent()) {
			this.answer.write(done.get(), by, response);
		}
		else {
			response.setStatus(HttpServletResponse.SC_ACCEPTED);
			response.setHeader(HttpHeaders.LOCATION, this.statusUrl.of(order));
		}
	}

}
