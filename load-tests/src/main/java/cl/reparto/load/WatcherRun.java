package cl.reparto.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import cl.reparto.load.loop.Contender;
import cl.reparto.load.loop.Customer;
import cl.reparto.load.loop.EventListeners;
import cl.reparto.load.loop.Timing;
import cl.reparto.load.loop.Turns;
import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Layout;
import cl.reparto.load.trial.SystemUnderLoad;
import cl.reparto.local.Metrics;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.StackService;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static org.awaitility.Awaitility.await;

/**
 * As many customers as one instance lets in watch their orders, and do nothing, while it
 * reads and mails as always: what do they cost, do all hear of the next status, and do
 * others who ask wait for that?
 *
 * @param home the repository's root
 * @param folder where everything is kept
 * @param layout how the system is laid out
 */
record WatcherRun(Path home, Path folder, Layout layout) {

	private static final int ASKERS = 4;

	private static final Duration BETWEEN = Duration.ofMillis(20);

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final double MEGABYTE = 1024 * 1024;

	/**
	 * Measures.
	 * @param orders how many orders are watched
	 * @param watchers how many watch, each of them one; the next is to be refused
	 * @param timing how long others ask
	 * @return what was seen
	 * @throws IOException if one too many is not answered 503
	 */
	Watched measure(int orders, int watchers, Timing timing) throws IOException, InterruptedException {
		Map<String, String> settings = Map.of("reparto.status.watchers", Integer.toString(watchers));
		ScriptedSmtp mail = ScriptedSmtp.forgetting();
		List<OrderBuilder> watched = Stream.generate(OrderBuilder::anOrder)
			.map((order) -> order.requestedAt(Instant.now()).everyStep(Duration.ofHours(1)))
			.limit(orders)
			.toList();
		StackOptions options = SystemUnderLoad.options(this.folder, this.layout).withOverrides(new Heap());
		try (SystemUnderLoad system = new SystemUnderLoad(this.home, options, mail, settings)) {
			system.stack().start();
			URI server = system.address(Service.NOTIFICATION);
			List<URI> statuses = watched.stream()
				.map((order) -> server.resolve("/orders/" + order.id() + "/"))
				.toList();
			publish(system, watched, Status.RECIBIDO);
			try (EventListeners listeners = new EventListeners(statuses, watchers)) {
				await(watchers + " listen").atMost(PATIENCE).until(() -> listeners.told(1) == watchers);
				refuse(server, statuses.getFirst().resolve("events"));
				double megabytes = megabytesInUse(system.first(Service.NOTIFICATION));
				Baseline before = ask(server, statuses, timing);
				CompletableFuture<Double> push = CompletableFuture.supplyAsync(() -> {
					long begin = System.nanoTime();
					publish(system, watched, Status.PREPARANDO);
					await("all are told").atMost(PATIENCE).until(() -> listeners.told(2) == watchers);
					return (System.nanoTime() - begin) / 1e9;
				});
				Baseline asked = ask(server, statuses, timing);
				double seconds = push.join();
				publish(system, watched, Status.ENTREGANDO);
				publish(system, watched, Status.FINALIZADO);
				await("all are told of the end").atMost(PATIENCE).until(() -> listeners.told(4) == watchers);
				await("all is mailed").atMost(PATIENCE).until(() -> mail.taken() == 4L * orders);
				return new Watched(listeners.told(2), megabytes, seconds, before, asked);
			}
		}
	}

	private static void publish(SystemUnderLoad system, List<OrderBuilder> orders, Status status) {
		Map<String, Object> settings = Map.of("bootstrap.servers", system.bootstrapServers());
		try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
			orders.forEach(
					(order) -> producer.send(Topics.ORDER_PROCESSING.record(order.id().toString(), order.at(status))));
		}
	}

	private static void refuse(URI server, URI events) throws IOException, InterruptedException {
		try (var late = new Customer(server, () -> ClassicRequestBuilder.get(events).build(),
				HttpStatus.SC_SERVICE_UNAVAILABLE)) {
			late.work();
		}
		catch (HttpException ex) {
			throw new IOException(ex);
		}
	}

	private static Baseline ask(URI server, List<URI> statuses, Timing timing) throws InterruptedException {
		return new Turns(ASKERS, BETWEEN, timing)
			.measure(List.of(new Contender(Baseline.GET, () -> new Customer(server,
					() -> ClassicRequestBuilder.get(statuses.getFirst().resolve("status")).build(), HttpStatus.SC_OK))))
			.getFirst();
	}

	/** Of its heap, after a full collection. */
	private static double megabytesInUse(StackService service) throws IOException, InterruptedException {
		String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		int exit = new ProcessBuilder(jcmd, Long.toString(service.process().pid()), "GC.run").redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
		if (exit != 0) {
			throw new IOException(jcmd + " GC.run ended with " + exit);
		}
		return new Metrics(service.actuator()).sum("jvm_memory_used_bytes", "area=\"heap\"") / MEGABYTE;
	}

	/** As the container has it; a heap of the local stack lets in half as many. */
	private static final class Heap implements ProcessOverrides {

		@Override
		public List<String> jvmOptions(String process) {
			return process.startsWith("notification") ? List.of("-Xmx256m") : List.of();
		}

	}

	/**
	 * What was seen.
	 *
	 * @param told how many heard of the next status
	 * @param megabytes what the instance has in use of its heap while all listen
	 * @param seconds how long it took until the last of them heard
	 * @param before how long others waited for a status until then
	 * @param asked how long they waited meanwhile
	 */
	record Watched(int told, double megabytes, double seconds, Baseline before, Baseline asked) {
	}

}
