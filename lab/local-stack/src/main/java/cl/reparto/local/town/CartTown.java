package cl.reparto.local.town;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import cl.reparto.local.town.SimulatedCart.Sent;

/**
 * Carts that tell a guild where they are and what they sell, each every two seconds. Of
 * the carts, some apply for membership; once a minute somebody sees a fugitive. What the
 * guild does not take is not sent again: the next word says more.
 */
public final class CartTown implements AutoCloseable {

	private static final Duration PACE = Duration.ofSeconds(2);

	private static final Duration BETWEEN_NOTICES = Duration.ofMinutes(1);

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("carts").factory());

	private final JsonClient guild;

	private final RandomGenerator random = new Random();

	private CartTown(URI guild) {
		this.guild = new JsonClient(guild);
	}

	/**
	 * Lets carts drive.
	 * @param guild where the guild's service is
	 * @param count how many carts
	 * @return a town to close
	 */
	public static CartTown start(URI guild, int count) {
		CartTown town = new CartTown(guild);
		List<SimulatedCart> carts = IntStream.rangeClosed(1, count)
			.mapToObj((number) -> new SimulatedCart(number, town.random))
			.toList();
		carts.stream().limit(5).forEach(town::apply);
		carts.forEach((cart) -> town.clock.scheduleAtFixedRate(() -> cart.next(Instant.now()).forEach(town::post),
				town.random.nextLong(PACE.toMillis()), PACE.toMillis(), TimeUnit.MILLISECONDS));
		if (count > 0) {
			town.clock.scheduleAtFixedRate(() -> town.post(town.notice(carts)), BETWEEN_NOTICES.toSeconds() / 2,
					BETWEEN_NOTICES.toSeconds(), TimeUnit.SECONDS);
		}
		return town;
	}

	/** Under the same key at each start, so that nobody applies again. */
	private void apply(SimulatedCart cart) {
		Sent application = application(cart);
		this.guild.post(application.path(), application.body(), "Idempotency-Key",
				"\"solicitud " + cart.plate() + "\"");
	}

	/** With the RUT of everybody's example, and the next ones. */
	private static Sent application(SimulatedCart cart) {
		int number = 11_111_111 + Math.floorMod(cart.plate().hashCode(), 1_000_000);
		return new Sent("/miembros",
				Map.of("nombre", "Sopaipilla", "apellido", cart.plate(), "rut", rut(number), "correo",
						cart.plate().toLowerCase() + "@example.cl", "patente", cart.plate(), "premium",
						number % 2 == 0));
	}

	private static String rut(int number) {
		int sum = 0;
		int factor = 2;
		for (int rest = number; rest > 0; rest /= 10) {
			sum += rest % 10 * factor;
			factor = (factor == 7) ? 2 : factor + 1;
		}
		return number + "-" + "0123456789K0".charAt(11 - sum % 11);
	}

	private Sent notice(List<SimulatedCart> carts) {
		String plate = carts.get(this.random.nextInt(Math.max(1, carts.size() / 10))).plate();
		return new Sent("/avisos", Map.of("patente", plate, "lat", -34.98 + this.random.nextDouble(0.01), "lon",
				-71.24 + this.random.nextDouble(0.01), "agente", "inspector " + this.random.nextInt(4)));
	}

	private void post(Sent sent) {
		this.guild.post(sent.path(), sent.body());
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.guild.close();
	}

}
