package cl.reparto.local.town;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import tools.jackson.databind.json.JsonMapper;

/**
 * People who order something every few seconds, so that there is something to see. Who
 * gets no answer asks again under the same {@code Idempotency-Key}, as a phone would.
 */
public final class DemoCustomers implements AutoCloseable {

	private static final List<Customer> CUSTOMERS = List.of(new Customer("Rosa", "12 sopaipillas con pebre", 4500),
			new Customer("Luis", "Empanadas de pino", 12_990), new Customer("Javiera", "Pastel de choclo", 7200),
			new Customer("Pedro", "Completo italiano", 3500), new Customer("Marta", "Cazuela de vacuno", 6900),
			new Customer("Ignacio", "Mote con huesillo", 2500), new Customer("Camila", "Chorrillana para dos", 13_500));

	private static final Duration LONGEST_GAP = Duration.ofSeconds(8);

	private static final Duration RETRY = Duration.ofSeconds(2);

	private static final int TRIES = 30;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("customers").factory());

	private final RandomGenerator random = new Random();

	private final JsonClient shop;

	private final Consumer<UUID> accepted;

	private DemoCustomers(URI shop, Consumer<UUID> accepted) {
		this.shop = new JsonClient(shop);
		this.accepted = accepted;
	}

	/**
	 * Lets people order, the first at once.
	 * @param shop where request-service is
	 * @param accepted told the id of each order that was answered 202
	 * @return customers to close
	 */
	public static DemoCustomers start(URI shop, Consumer<UUID> accepted) {
		DemoCustomers customers = new DemoCustomers(shop, accepted);
		customers.clock.execute(customers::orderAndComeAgain);
		return customers;
	}

	private void orderAndComeAgain() {
		Customer customer = CUSTOMERS.get(this.random.nextInt(CUSTOMERS.size()));
		order(customer, UUID.randomUUID(), TRIES);
		this.clock.schedule(this::orderAndComeAgain, this.random.nextLong(LONGEST_GAP.toMillis()),
				TimeUnit.MILLISECONDS);
	}

	private void order(Customer customer, UUID key, int tries) {
		this.shop.post("/orders", customer.order(), "Idempotency-Key", "\"" + key + "\"").whenComplete((answer, _) -> {
			if (answer != null && answer.statusCode() == 202) {
				this.accepted
					.accept(UUID.fromString(JsonMapper.shared().readTree(answer.body()).get("id").stringValue()));
			}
			else if ((answer == null || answer.statusCode() >= 500) && tries > 1 && !this.clock.isShutdown()) {
				this.clock.schedule(() -> order(customer, key, tries - 1), RETRY.toMillis(), TimeUnit.MILLISECONDS);
			}
		});
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.shop.close();
	}

	/**
	 * Somebody who knows what to eat.
	 *
	 * @param name who it is
	 * @param dish what is ordered
	 * @param price in pesos
	 */
	private record Customer(String name, String dish, int price) {

		Map<String, Object> order() {
			return Map.of("name", this.dish, "price", this.price, "email", this.name.toLowerCase() + "@example.cl");
		}

	}

}
