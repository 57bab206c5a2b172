package cl.reparto.load.trial;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

import cl.reparto.load.loop.Contender;
import cl.reparto.load.loop.Customer;
import cl.reparto.load.loop.Timing;
import cl.reparto.load.loop.Turns;
import cl.reparto.load.orders.DataSet;
import cl.reparto.load.orders.Row;
import cl.reparto.load.result.Arrival;
import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Layout;
import cl.reparto.local.Metrics;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static org.awaitility.Awaitility.await;

/**
 * Many orders that wait or are finished: do they slow down the few that are not?
 *
 * @param home the repository's root
 * @param folder where everything is kept
 */
public record BacklogTrial(Path home, Path folder) {

	private static final Layout PATIENT = new Layout(5, Duration.ofHours(12));

	private static final Layout BRISK = new Layout(5, Duration.ofMillis(50));

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final int CHUNK = 20_000;

	private static final int PASSING = 5000;

	private static final int WARM_UPS = 3;

	private static final int TURNS = 5;

	private static final int READERS = 16;

	/** From one question of a reader to the next: there are 5,000 a second in all. */
	private static final Duration BETWEEN = Duration.ofNanos(READERS * 1_000_000_000L / 5000);

	private static final Timing READING = Timing.after(Duration.ofSeconds(30));

	/**
	 * Lets orders pass by others that wait for hours, in two systems by turns.
	 * @param few how many wait in one
	 * @param many how many in the other
	 * @return how those fared that passed, in either
	 */
	public List<Passage> amongWaiting(int few, int many) {
		leaveWaiting("few", few);
		leaveWaiting("many", many);
		try (SystemUnderLoad one = system(options("few", BRISK).withClean(false));
				SystemUnderLoad other = system(options("many", BRISK).withClean(false))) {
			one.stack().start();
			other.stack().start();
			pass(one, other, BurstTrial.AT_ONCE, WARM_UPS);
			List<BurstTrial> atOnce = pass(one, other, BurstTrial.AT_ONCE, TURNS);
			List<BurstTrial> steady = pass(one, other, Arrival.BRISK.perSecond(), TURNS);
			return List.of(new Passage(atOnce.getFirst(), steady.getFirst()),
					new Passage(atOnce.getLast(), steady.getLast()));
		}
	}

	private void leaveWaiting(String name, int orders) {
		try (SystemUnderLoad system = system(options(name, PATIENT))) {
			system.stack().start();
			for (int poured = 0; poured < orders; poured += CHUNK) {
				BurstTrial.pour(system.bootstrapServers(), DataSet.random(Math.min(CHUNK, orders - poured), poured),
						BurstTrial.AT_ONCE);
			}
			Metrics processing = new Metrics(system.first(Service.PROCESSING).actuator());
			await(orders + " orders wait").pollInterval(Duration.ofSeconds(1))
				.atMost(PATIENCE)
				.until(() -> processing.sum("reparto_orders_waiting", "") >= orders);
		}
	}

	private static List<BurstTrial> pass(SystemUnderLoad one, SystemUnderLoad other, int perSecond, int turns) {
		List<BurstTrial> ones = new ArrayList<>();
		List<BurstTrial> others = new ArrayList<>();
		DataSet rows = DataSet.random(PASSING, 1);
		for (int turn = 0; turn < turns; turn++) {
			ones.add(BurstTrial.of(one.bootstrapServers(), rows, perSecond, 0));
			others.add(BurstTrial.of(other.bootstrapServers(), rows, perSecond, 0));
		}
		return List.of(BurstTrial.all(ones), BurstTrial.all(others));
	}

	/**
	 * Asks for orders, any of all that are finished, 5,000 times a second in two systems
	 * by turns.
	 * @param few how many are finished in one
	 * @param many how many in the other
	 * @return how fast the answers came, of either
	 */
	public List<Baseline> amongFinished(int few, int many) throws InterruptedException {
		try (SystemUnderLoad one = view("few", few); SystemUnderLoad other = view("many", many)) {
			return new Turns(READERS, BETWEEN, READING).measure(List.of(reading(one, few), reading(other, many)));
		}
	}

	/** A system that nobody can order from, but ask for so many orders. */
	private SystemUnderLoad view(String name, int finished) {
		SystemUnderLoad system = system(options(name, BRISK));
		system.stack().start();
		system.stop(Service.REQUEST);
		system.stop(Service.PROCESSING);
		finish(system, finished);
		FinishedOrder.awaited(id(finished - 1).toString(), system);
		return system;
	}

	private static Contender reading(SystemUnderLoad system, int finished) {
		URI statuses = system.address(Service.NOTIFICATION);
		return new Contender("GET of one of " + finished, () -> {
			SplittableRandom random = new SplittableRandom();
			return new Customer(statuses,
					() -> ClassicRequestBuilder
						.get(statuses.resolve("/orders/" + id(random.nextInt(finished)) + "/status"))
						.build(),
					HttpStatus.SC_OK);
		});
	}

	private static void finish(SystemUnderLoad system, int orders) {
		Map<String, Object> settings = Map.of("bootstrap.servers", system.bootstrapServers(), "linger.ms", 5);
		Row row = DataSet.random(1, 1).rows().getFirst();
		OrderBuilder finished = OrderBuilder.anOrder()
			.named(row.name())
			.priced(row.price().toString())
			.mailedTo(row.email())
			.requestedAt(Instant.now())
			.everyStep(Duration.ZERO);
		try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
			for (int number = 0; number < orders; number++) {
				OrderProgress order = finished.id(id(number)).at(Status.FINALIZADO);
				producer.send(Topics.ORDER_PROCESSING.record(order.id().toString(), order));
			}
		}
	}

	private static UUID id(int number) {
		return UUID.nameUUIDFromBytes(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
	}

	private StackOptions options(String name, Layout layout) {
		return SystemUnderLoad.options(this.folder.resolve(name), layout);
	}

	private SystemUnderLoad system(StackOptions options) {
		return SystemUnderLoad.silent(this.home, options);
	}

	/**
	 * How some orders passed by others.
	 *
	 * @param atOnce as fast as they could
	 * @param steady 500 a second
	 */
	public record Passage(BurstTrial atOnce, BurstTrial steady) {
	}

}
