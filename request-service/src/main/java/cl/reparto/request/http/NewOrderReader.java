package cl.reparto.request.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

import cl.reparto.model.OrderRules;
import cl.reparto.request.NewOrder;
import cl.reparto.service.web.JsonFields;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * Reads an order, or says everything that is wrong with it at once.
 */
public final class NewOrderReader {

	private NewOrderReader() {
	}

	/**
	 * Reads an order.
	 * @param body what the customer sent
	 * @return an order that keeps the rules
	 * @throws ProblemException if it is not one JSON object, or naming each bad field
	 * once
	 */
	public static NewOrder read(byte[] body) {
		JsonFields fields = JsonFields.read(body);
		String name = fields.text("name");
		BigDecimal price = fields.number("price");
		String email = fields.text("email");
		Instant wantedFor = fields.time("for");
		OrderRules.violations(name, price, email).forEach((bad) -> fields.refuse(bad.field(), bad.message()));
		// After what an order has: not all are named where there are many.
		fields.only("an order", "name", "price", "email", "for");
		fields.check(ProblemKind.INVALID_ORDER);
		return new NewOrder(Objects.requireNonNull(name), Objects.requireNonNull(price), Objects.requireNonNull(email),
				wantedFor);
	}

}
