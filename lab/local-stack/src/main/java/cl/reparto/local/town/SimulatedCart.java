package cl.reparto.local.town;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A cart that drives about a town of one kilometre around its square, sells where it
 * stands, is refilled some time after it has run low, and at times forgets to tell where
 * it is.
 */
final class SimulatedCart {

	/** Curicó's square. */
	private static final double LAT = -34.9854;

	private static final double LON = -71.2394;

	private static final double KILOMETRE = 0.009;

	private static final int FULL = 60;

	private static final int LOW = 20;

	private static final List<String> CUSTOMERS = List.of("doña Rosa", "don Luis", "la profe", "el cartero",
			"la vecina", "don Pepe", "la Javi", "el turista");

	private final String plate;

	private final RandomGenerator random;

	private double lat;

	private double lon;

	private double heading;

	private int stock;

	private Instant silentUntil = Instant.EPOCH;

	SimulatedCart(int number, RandomGenerator random) {
		this.plate = "SOPA-%02d".formatted(number);
		this.random = random;
		this.lat = LAT + random.nextDouble(-KILOMETRE, KILOMETRE);
		this.lon = LON + random.nextDouble(-KILOMETRE, KILOMETRE);
		this.heading = random.nextDouble(2 * Math.PI);
		this.stock = random.nextInt(LOW, FULL);
	}

	String plate() {
		return this.plate;
	}

	/**
	 * What the cart sends after a moment of driving.
	 * @return none while it is silent
	 */
	List<Sent> next(Instant now) {
		drive();
		if (now.isBefore(this.silentUntil)) {
			return List.of();
		}
		if (this.random.nextInt(200) == 0) {
			this.silentUntil = now.plus(Duration.ofSeconds(this.random.nextLong(70, 180)));
		}
		List<Sent> sent = new ArrayList<>();
		sent.add(new Sent("/ubicaciones",
				Map.of("patente", this.plate, "lat", this.lat, "lon", this.lon, "medidaEn", now.toString())));
		if (this.stock > 0 && this.random.nextInt(6) == 0) {
			sent.add(sale(now));
		}
		else if (this.stock < LOW && this.random.nextInt(40) == 0) {
			this.stock = FULL;
		}
		return sent;
	}

	private void drive() {
		this.heading += this.random.nextGaussian(0, 0.3);
		double away = Math.hypot(this.lat - LAT, this.lon - LON);
		if (away > KILOMETRE) {
			this.heading = Math.atan2(LON - this.lon, LAT - this.lat);
		}
		this.lat += Math.cos(this.heading) * KILOMETRE / 40;
		this.lon += Math.sin(this.heading) * KILOMETRE / 40;
	}

	private Sent sale(Instant now) {
		int count = Math.min(this.stock, this.random.nextInt(1, 6));
		this.stock -= count;
		return new Sent("/ventas",
				new TreeMap<>(Map.of("patente", this.plate, "cliente",
						CUSTOMERS.get(this.random.nextInt(CUSTOMERS.size())), "cantidad", count, "hora", now.toString(),
						"stockRestante", this.stock, "ubicacion", Map.of("lat", this.lat, "lon", this.lon))));
	}

	/**
	 * A request to the guild.
	 *
	 * @param path where to
	 * @param body the fields
	 */
	record Sent(String path, Map<String, Object> body) {
	}

}
