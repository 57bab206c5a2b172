package cl.reparto.load.guild;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * Sales that are put straight into their topic, past the HTTP that would slow them down:
 * what can the guild behind it do? Each cart sells as often.
 *
 * @param carts how many carts sell
 * @param each how often each of them sells
 * @param from when the first sale is
 * @param every how long it is from one sale of a cart to its next
 */
record SalesBurst(int carts, int each, Instant from, Duration every) {

	static final String DAYS = "ventas_diarias";

	private static final String PLACES = "carritos";

	private static final String STOCK = "existencias";

	private static final Duration PAUSE = Duration.ofMillis(50);

	private static final Duration LIMIT = Duration.ofMinutes(4);

	/** Sales of this moment. */
	static SalesBurst now(int carts, int each) {
		return new SalesBurst(carts, each, Instant.now(), Duration.ofMillis(1));
	}

	int sales() {
		return this.carts * this.each;
	}

	/** Puts the sales in and waits for nothing but that Kafka has them. */
	void pour(String bootstrapServers) {
		Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5,
				"batch.size", 256 * 1024);
		try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
			for (int turn = 0; turn < this.each; turn++) {
				Instant at = at(turn);
				for (int cart = 0; cart < this.carts; cart++) {
					producer.send(CartMessages.kept(cart, turn, at));
				}
			}
		}
	}

	private Instant at(int turn) {
		return this.from.plus(this.every.multipliedBy(turn));
	}

	/**
	 * Puts the sales in and waits until the guild is done with them: each is counted, and
	 * it is known where each cart is and what it has left.
	 * @param bootstrapServers where Kafka is
	 * @param before how often each cart sold that day before
	 * @return sales a second, from the first that was put in
	 * @throws org.awaitility.core.ConditionTimeoutException if that takes more than four
	 * minutes
	 */
	double perSecond(String bootstrapServers, int before) {
		try (NewestRows rows = new NewestRows(bootstrapServers, List.of(DAYS, PLACES, STOCK))) {
			long begin = System.nanoTime();
			pour(bootstrapServers);
			awaitCounted(rows, before);
			await("carts of known place", () -> rows.allOf(PLACES, this.carts, this::isLast));
			await("carts of known stock", () -> rows.allOf(STOCK, this.carts, this::isLast));
			return sales() * 1e9 / (System.nanoTime() - begin);
		}
	}

	/**
	 * Waits until every sale is counted.
	 * @param rows of the days
	 * @param before how often each cart sold that day before
	 */
	void awaitCounted(NewestRows rows, int before) {
		await(sales() + " sales are counted",
				() -> rows.allOf(DAYS, this.carts, (row) -> row.path("ventas").asInt() == before + this.each));
	}

	private boolean isLast(JsonNode row) {
		return Instant.parse(row.path("medidaEn").asString()).equals(at(this.each - 1));
	}

	private static void await(String what, Callable<Boolean> condition) {
		Awaitility.await(what).pollDelay(Duration.ZERO).pollInterval(PAUSE).atMost(LIMIT).until(condition);
	}

}
