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
import java.util.random.RandomGenerator;

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

	private DemoCustomers(URI shop) {
		this.shop = new JsonClient(shop);
	}

	/**
	 * Lets people order, the first at once.
	 * @param shop where request-service is
	 * @return customers to close
	 */
	public static DemoCustomers start(URI shop) {
		DemoCustomers customers = new DemoCustomers(shop);
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
		this.shop.post("/orders", customer.order(), "Idempotency-Key", "\"" + key + "\"").whenComplete((status, _) -> {
			if ((status == null || status >= 500) && tries > 1 && !this.clock.isShutdown()) {
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
