package cl.reparto.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

	private static final int READERS = 16;

	/** From one question of a reader to the next: there are 5,000 a second in all. */
	private static final Duration BETWEEN = Duration.ofNanos(READERS * 1_000_000_000L / 5000);

	private static final Duration READING_WARM_UP = Duration.ofSeconds(30);

	private static final Duration READING = Duration.ofSeconds(2);

	/**
	 * Lets orders pass by others that wait for hours.
	 * @param waiting how many wait
	 * @return how those fared that passed, at once and then 500 a second
	 */
	Passage amongWaiting(int waiting) throws IOException, InterruptedException {
		StackOptions options = SystemUnderLoad.options(this.folder, PATIENT);
		try (SystemUnderLoad system = system(options)) {
			system.stack().start();
			for (int poured = 0; poured < waiting; poured += CHUNK) {
				Flood.pour(system.bootstrapServers(), DataSet.random(Math.min(CHUNK, waiting - poured), poured),
						Flood.AT_ONCE);
			}
			awaitWaiting(waiting, new Metrics(system.first(Service.PROCESSING).actuator()));
		}
		try (SystemUnderLoad system = system(SystemUnderLoad.options(this.folder, BRISK).withClean(false))) {
			system.stack().start();
			for (int before = 0; before < WARM_UPS; before++) {
				pass(system, Flood.AT_ONCE);
			}
			return new Passage(pass(system, Flood.AT_ONCE), pass(system, Arrival.BRISK.perSecond()));
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

	private static Flood pass(SystemUnderLoad system, int perSecond) throws InterruptedException {
		return Flood.of(system.bootstrapServers(), DataSet.random(PASSING, 1), perSecond, 0);
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
		SystemUnderLoad system = system(SystemUnderLoad.options(this.folder.resolve(name), BRISK));
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
