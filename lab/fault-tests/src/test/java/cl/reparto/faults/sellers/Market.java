package cl.reparto.faults.sellers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Carts that sell and are filled up by deliveries alone, fugitives that are seen, and
 * people who apply. No two say the same.
 */
final class Market {

	private static final int CARTS = 25;

	private static final int FULL = 35;

	private static final int MUTE = 5;

	private final Map<String, Integer> stocks = new ConcurrentHashMap<>();

	private final AtomicInteger words = new AtomicInteger();

	private final AtomicInteger notices = new AtomicInteger();

	private final AtomicInteger applications = new AtomicInteger();

	private final AtomicInteger mutes = new AtomicInteger();

	/** What somebody says next. */
	Word next() {
		int number = this.words.incrementAndGet();
		return switch (number % 10) {
			case 0, 1, 2, 3, 4, 5 -> sale(number);
			case 6 -> notice(this.notices.incrementAndGet());
			case 7 -> (number % 20 == 7) ? application(this.applications.incrementAndGet()) : position(cart(number));
			default -> position(cart(number));
		};
	}

	/** The one word of each of a few carts of which nothing more is heard. */
	List<Word> lastWords() {
		int group = this.mutes.incrementAndGet();
		return IntStream.range(0, MUTE).mapToObj((number) -> position("MUDO-" + group + "-" + number)).toList();
	}

	private static String cart(int number) {
		return "CARRO-" + Math.floorMod(number * 7, CARTS);
	}

	/** One sale in 97 is heard of a day late, and every fifth cart sells on Easter. */
	private Word sale(int number) {
		String cart = cart(number);
		int count = ThreadLocalRandom.current().nextInt(1, 6);
		int left = this.stocks.merge(cart, 0, (stock, _) -> Math.max(0, stock - count));
		Instant time = (number % 97 == 0) ? Instant.now().minus(Duration.ofDays(1)) : Instant.now();
		boolean easter = cart.hashCode() % 5 == 0;
		return new Word("/ventas",
				"""
						{"patente":"%s","cliente":"%s %d","cantidad":%d,"hora":"%s","stockRestante":%d,"ubicacion":%s}"""
					.formatted(cart, (number % 2 == 0) ? "Cliente" : "cliente", number % 11, count, time, left,
							easter ? "{\"lat\":-27.15,\"lon\":-109.43}" : "{\"lat\":-34.98,\"lon\":-71.24}"));
	}

	private static Word position(String cart) {
		return new Word("/ubicaciones", """
				{"patente":"%s","lat":-34.98,"lon":-71.24,"medidaEn":"%s"}""".formatted(cart, Instant.now()));
	}

	/** Four agents see each fugitive, once each; one in ten has no plate. */
	private static Word notice(int number) {
		@Nullable String plate = (number % 10 == 0) ? null : "PRF-" + number / 4;
		return new Word("/avisos", """
				{"lat":-34.98,"lon":-71.24,"agente":"%s %d"%s}""".formatted((number % 2 == 0) ? "Agente" : "AGENTE",
				(plate != null) ? number % 4 : number, (plate != null) ? ",\"patente\":\"" + plate + "\"" : ""));
	}

	/** One in seven applies with the number of the one before. */
	private static Word application(int number) {
		return new Word("/miembros",
				"""
						{"nombre":"Ana","apellido":"Pérez","rut":"%s","correo":"m%d@example.cl","patente":"M-%d","premium":%s}"""
					.formatted(rut(10_000_000 + ((number % 7 == 0) ? number - 1 : number)), number, number,
							number % 3 == 0));
	}

	private static String rut(int number) {
		int sum = 0;
		int factor = 2;
		for (int rest = number; rest > 0; rest /= 10) {
			sum += rest % 10 * factor;
			factor = (factor == 7) ? 2 : factor + 1;
		}
		return String.format(Locale.ROOT, "%d-%s", number, "0K987654321".charAt(sum % 11));
	}

	/** A lot was delivered to these carts. */
	void deliver(List<String> carts) {
		carts.forEach((cart) -> this.stocks.put(cart, FULL));
	}

	/**
	 * What somebody says.
	 *
	 * @param path where to
	 * @param body JSON
	 */
	record Word(String path, String body) {
	}

}
