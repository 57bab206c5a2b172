package cl.reparto.load.trial;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import cl.reparto.load.loop.Contender;
import cl.reparto.load.loop.Customer;
import cl.reparto.load.loop.Timing;
import cl.reparto.load.loop.Turns;
import cl.reparto.load.orders.DataSet;
import cl.reparto.load.orders.Row;
import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Layout;
import cl.reparto.local.Metrics;
import cl.reparto.local.Service;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static org.awaitility.Awaitility.await;

/**
 * People at a shop who delay orders for later, and move them on or cancel them, while
 * other orders pass or not: how long do they wait to be told that it is done?
 *
 * @param home the repository's root
 * @param folder where everything is kept
 * @param layout how the system is laid out
 */
public record CommandTrial(Path home, Path folder, Layout layout) {

	private static final String KEY = "la-llave-de-la-tienda-bajo-carga-0123456789";

	private static final int PEOPLE = 20;

	private static final List<String> OF_ONE_ORDER = List.of("delay", "delay", "advance", "delay", "delay", "cancel");

	/**
	 * Others pass as fast as they will: JVMs that have just been started are too slow.
	 */
	private static final int WARM_UPS = 3;

	private static final Duration LATER = Duration.ofHours(6);

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	/**
	 * Measures.
	 * @param waiting how many orders there are to act on
	 * @param perSecond how often somebody acts on one
	 * @param passing how many other orders come a second and pass; 0 for none
	 * @param timing how long
	 * @return how long commands took to be answered 200
	 * @throws IllegalStateException if one was answered otherwise
	 */
	public Baseline measure(int waiting, int perSecond, int passing, Timing timing) throws InterruptedException {
		try (SystemUnderLoad system = new SystemUnderLoad(this.home, SystemUnderLoad.options(this.folder, this.layout),
				ScriptedSmtp.forgetting(), Map.of("reparto.mail.enabled", "false", "reparto.shop.key", KEY,
						"reparto.actions.moves.recibido", "either"))) {
			system.stack().start();
			Queue<UUID> orders = new ConcurrentLinkedQueue<>(leaveWaiting(system, waiting));
			for (int before = 0; before < WARM_UPS && passing > 0; before++) {
				BurstTrial.of(system.bootstrapServers(), DataSet.random(40 * passing, before), BurstTrial.AT_ONCE, 0);
			}
			AtomicBoolean enough = new AtomicBoolean(passing == 0);
			Thread others = Thread.ofVirtual().unstarted(() -> pass(system, passing, enough));
			others.start();
			URI shop = system.address(Service.NOTIFICATION);
			String what = perSecond + " commands/s beside " + passing + " orders/s";
			Turns turns = new Turns(PEOPLE, Duration.ofSeconds(PEOPLE).dividedBy(perSecond), timing);
			Baseline measured = turns
				.measure(List
					.of(new Contender(what, () -> new Customer(shop, new Shopkeeper(shop, orders), HttpStatus.SC_OK))))
				.getFirst();
			enough.set(true);
			others.join();
			return measured;
		}
	}

	private static List<UUID> leaveWaiting(SystemUnderLoad system, int count) {
		List<UUID> ids = DataSet.random(count, 0).rows().stream().map((_) -> UUID.randomUUID()).toList();
		Row row = DataSet.random(1, 1).rows().getFirst();
		Instant now = Instant.now();
		Map<String, Object> settings = Map.of("bootstrap.servers", system.bootstrapServers(), "linger.ms", 5);
		try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
			ids.forEach((id) -> producer.send(Topics.ORDER_REQUESTS.record(id.toString(),
					new OrderRequested(id, row.name(), row.price(), row.email(), now, now.plus(LATER), null))));
		}
		Metrics processing = new Metrics(system.first(Service.PROCESSING).actuator());
		await(count + " orders wait").atMost(PATIENCE)
			.until(() -> processing.sum("reparto_orders_waiting", "") >= count);
		return ids;
	}

	private static void pass(SystemUnderLoad system, int perSecond, AtomicBoolean enough) {
		for (int second = 0; !enough.get(); second++) {
			BurstTrial.pour(system.bootstrapServers(), DataSet.random(perSecond, second), perSecond);
		}
	}

	/** One who does with one order after the other what can be done with it. */
	private static final class Shopkeeper implements Supplier<ClassicHttpRequest> {

		private final URI shop;

		private final Queue<UUID> orders;

		private UUID order;

		private int turn;

		Shopkeeper(URI shop, Queue<UUID> orders) {
			this.shop = shop;
			this.orders = orders;
			this.order = orders.remove();
		}

		@Override
		public ClassicHttpRequest get() {
			String action = OF_ONE_ORDER.get(this.turn++ % OF_ONE_ORDER.size());
			ClassicHttpRequest request = ClassicRequestBuilder
				.post(this.shop.resolve("/orders/" + this.order + "/" + action))
				.addHeader("Authorization", "Bearer " + KEY)
				.addHeader("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
				.setEntity(body(action), ContentType.APPLICATION_JSON)
				.build();
			if (!action.equals("delay")) {
				this.order = this.orders.remove();
			}
			return request;
		}

		private static String body(String action) {
			return switch (action) {
				case "delay" -> "{\"by\":\"PT1M\"}";
				case "cancel" -> "{\"reason\":\"no queda\"}";
				default -> "{}";
			};
		}

	}

}
