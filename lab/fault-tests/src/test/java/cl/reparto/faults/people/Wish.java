package cl.reparto.faults.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import cl.reparto.faults.traffic.ShopAndTimer;

/**
 * What somebody asks of an order, the same each time that it is asked.
 *
 * @param headers names and values
 * @param hasAKey whether it can be asked again and is done once
 */
record Wish(String action, String body, String[] headers, boolean hasAKey) {

	/**
	 * Something to ask, at random.
	 * @param by {@code shop} or {@code customer}
	 * @param seen the order's version as that person knows it; 0 for none
	 */
	static Wish of(String action, String by, int seen, Random random) {
		List<String> headers = new ArrayList<>();
		if (by.equals("shop")) {
			headers.addAll(List.of("Authorization", "Bearer " + ShopAndTimer.KEY));
		}
		// A shop asks one thing after the other, so each must be settled.
		boolean hasAKey = by.equals("shop") || random.nextInt(10) > 0;
		if (hasAKey) {
			headers.addAll(List.of("Idempotency-Key", '"' + UUID.randomUUID().toString() + '"'));
		}
		switch (random.nextInt(6)) {
			case 0 -> headers.addAll(List.of("If-Match", '"' + Integer.toString(seen + 7) + '"'));
			case 1, 2 -> headers.addAll((seen > 0) ? List.of("If-Match", "\"" + seen + "\"") : List.of());
			default -> {
				// Whatever version it has.
			}
		}
		return new Wish(action, body(action, random), headers.toArray(String[]::new), hasAKey);
	}

	private static String body(String action, Random random) {
		return switch (action) {
			case "cancel" -> "{\"reason\":\"motivo " + random.nextInt(1_000_000) + "\"}";
			case "delay" -> "{\"by\":\"PT" + (60 + random.nextInt(600)) + "S\"}";
			default -> "{}";
		};
	}

}
