package cl.reparto.request;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import cl.reparto.model.OrderRules;

/**
 * Reads an order from a JSON object, or says everything that is wrong with it at once.
 */
final class NewOrderReader {

	private NewOrderReader() {
	}

	/**
	 * Reads an order.
	 * @param body what the customer sent
	 * @return an order that keeps the rules
	 * @throws RefusedException naming each bad field once
	 */
	static NewOrder read(JsonBody body) {
		Map<String, String> errors = new LinkedHashMap<>();
		body.repeated().forEach((field) -> errors.put(field, "is given more than once"));
		body.fields().forEach((field, value) -> {
			String error = typeError(field, value);
			if (error != null) {
				errors.putIfAbsent(field, error);
			}
		});
		String name = text(body.fields().get("name"));
		BigDecimal price = number(body.fields().get("price"));
		String email = text(body.fields().get("email"));
		OrderRules.violations(name, price, email).forEach((bad) -> errors.putIfAbsent(bad.field(), bad.message()));
		if (name == null || price == null || email == null || !errors.isEmpty()) {
			throw new RefusedException(errors);
		}
		return new NewOrder(name, price, email);
	}

	private static @Nullable String typeError(String field, JsonNode value) {
		return switch (field) {
			case "name", "email" -> value.isString() ? null : "must be a string";
			case "price" -> value.isNumber() ? null : "must be a number";
			default -> "is unknown; an order has name, price and email";
		};
	}

	private static @Nullable String text(@Nullable JsonNode value) {
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

	private static @Nullable BigDecimal number(@Nullable JsonNode value) {
		return (value != null && value.isNumber()) ? value.decimalValue() : null;
	}

}
