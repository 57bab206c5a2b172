package cl.reparto.load;

import java.io.IOException;
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

import cl.reparto.local.Metrics;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Many orders that wait or are finished: do they slow down the few that are not?
 *
 * @param home the repository's root
 * @param folder where everything is kept
 */
record Crowd(Path home, Path folder) {

	private static final Layout PATIENT = new Layout(5, Duration.ofHours(12));

	private static final Layout BRISK = new Layout(5, Duration.ofMillis(50));

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final int CHUNK = 20_000;

	private static final int PASSING = 5000;

	private static final int WARM_UPS = 3;

	private static final int TURNS = 5;

	private static final int READERS = 16;

	/** From one question of a reader to the next: there are 5,000 a second in all. */
	private static final Duration BETWEEN = Duration.ofNanos(READERS * 1_000_000_000L / 5000);

	private static final Duration READING_WARM_UP = Duration.ofSeconds(30);

	private static final Duration READING = Duration.ofSeconds(1);

	/**
	 * Lets orders pass by others that wait for hours, in two systems by turns.
	 * @param few how many wait in one
	 * @param many how many in the other
	 * @return how those fared that passed, in either
	 */
	List<Passage> amongWaiting(int few, int many) throws IOException, InterruptedException {
		leaveWaiting("few", few);
		leaveWaiting("many", many);
		try (SystemUnderLoad one = system(options("few", BRISK).withClean(false));
				SystemUnderLoad other = system(options("many", BRISK).withClean(false))) {
			one.stack().start();
			other.stack().start();
			pass(one, other, Flood.AT_ONCE, WARM_UPS);
			List<Flood> atOnce = pass(one, other, Flood.AT_ONCE, TURNS);
			List<Flood> steady = pass(one, other, Arrival.BRISK.perSecond(), TURNS);
			return List.of(new Passage(atOnce.getFirst(), steady.getFirst()),
					new Passage(atOnce.getLast(), steady.getLast()));
		}
	}

	private void leaveWaiting(String name, int orders) throws IOException, InterruptedException {
		try (SystemUnderLoad system = system(options(name, PATIENT))) {
			system.stack().start();
			for (int poured = 0; poured < orders; poured += CHUNK) {
				Flood.pour(system.bootstrapServers(), DataSet.random(Math.min(CHUNK, orders - poured), poured),
						Flood.AT_ONCE);
			}
			awaitWaiting(orders, new Metrics(system.first(Service.PROCESSING).actuator()));
		}
	}

	private static void awaitWaiting(int orders, Metrics processing) throws IOException, InterruptedException {
		Instant deadline = Instant.now().plus(PATIENCE);
		while (processing.sum("reparto_orders_waiting", "") < orders) {
			if (Instant.now().isAfter(deadline)) {
				throw new IOException("After " + PATIENCE + " there are not " + orders + " orders waiting");
			}
			Thread.sleep(PAUSE);
		}
	}

	private static List<Flood> pass(SystemUnderLoad one, SystemUnderLoad other, int perSecond, int turns)
			throws InterruptedException {
		List<Flood> ones = new ArrayList<>();
		List<Flood> others = new ArrayList<>();
		DataSet rows = DataSet.random(PASSING, 1);
		for (int turn = 0; turn < turns; turn++) {
			ones.add(Flood.of(one.bootstrapServers(), rows, perSecond, 0));
			others.add(Flood.of(other.bootstrapServers(), rows, perSecond, 0));
		}
		return List.of(Flood.all(ones), Flood.all(others));
	}

	/**
	 * Asks for orders, any of all that are finished, 5,000 times a second in two systems
	 * by turns.
	 * @param few how many are finished in one
	 * @param many how many in the other
	 * @return how fast the answers came, of either
	 */
	List<Limit> amongFinished(int few, int many) throws IOException, InterruptedException {
		try (SystemUnderLoad one = view("few", few); SystemUnderLoad other = view("many", many)) {
			return new Turns(READERS, BETWEEN, READING_WARM_UP, READING)
				.measure(List.of(reading(one, few), reading(other, many)));
		}
	}

	/** A system that nobody can order from, but ask for so many orders. */
	private SystemUnderLoad view(String name, int finished) throws IOException, InterruptedException {
		SystemUnderLoad system = system(options(name, BRISK));
		system.stack().start();
		system.stop(Service.REQUEST);
		system.stop(Service.PROCESSING);
		finish(system, finished);
		FinishedOrder.awaited(id(finished - 1).toString(), system.address(Service.NOTIFICATION));
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
		Instant now = Instant.now();
		try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
			for (int number = 0; number < orders; number++) {
				OrderProgress order = OrderProgress
					.received(new OrderRequested(id(number), row.name(), row.price(), row.email(), now), now, now)
					.next(now, now)
					.next(now, now)
					.next(now, null);
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
		return new SystemUnderLoad(this.home, options, new SmtpSink(), SystemUnderLoad.WITHOUT_MAIL);
	}

	/**
	 * How some orders passed by others.
	 *
	 * @param atOnce as fast as they could
	 * @param steady 500 a second
	 */
	record Passage(Flood atOnce, Flood steady) {
	}

}
