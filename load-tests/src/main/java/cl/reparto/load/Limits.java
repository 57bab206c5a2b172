package cl.reparto.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import cl.reparto.local.Service;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what our services can do of one thing, and what can be done of it at all.
 *
 * @param home the repository's root
 * @param folder where logs and data are kept
 * @param warmUp how long each is done before it counts
 * @param turn how long a turn counts
 */
record Limits(Path home, Path folder, Duration warmUp, Duration turn) {

	private static final int CONNECTIONS = 64;

	private static final int LANES = 8;

	private static final Layout LAYOUT = new Layout(5, Duration.ZERO);

	private static final Row ROW = DataSet.random(1, 1).rows().getFirst();

	/**
	 * Measures everything.
	 * @return what is possible of each thing, and what ours do of it
	 * @throws IllegalStateException if something fails
	 */
	List<Limit> measure() throws IOException, InterruptedException, ExecutionException {
		List<Limit> limits = new ArrayList<>();
		try (NoOpService noOp = new NoOpService(this.folder);
				SystemUnderLoad system = new SystemUnderLoad(this.home, this.folder.resolve("stack"), LAYOUT)) {
			noOp.awaitReady();
			system.stack().start();
			URI orders = system.address(Service.REQUEST);
			URI statuses = system.address(Service.NOTIFICATION);
			FinishedOrder order = FinishedOrder.of(ROW, orders, statuses);
			// Whoever has nothing to do with it does nothing meanwhile.
			system.stop(Service.PROCESSING);
			limits.addAll(byTurns(CONNECTIONS, gets(Limit.NO_OP_GET, noOp.address(), order),
					gets(Limit.GET, statuses, order)));
			system.stop(Service.NOTIFICATION);
			try (NoOpService keeping = NoOpService.keeping(this.folder, system.bootstrapServers(),
					LAYOUT.partitions())) {
				keeping.awaitReady();
				limits.addAll(byTurns(CONNECTIONS, posts(Limit.NO_OP_POST, noOp.address().resolve("/orders"), false),
						posts(Limit.KEPT_POST, keeping.address().resolve("/kept"), false),
						posts(Limit.POST, orders.resolve("/orders"), false)));
			}
			// Alone: what it leaves to be read back would slow down whoever comes next.
			limits.addAll(byTurns(CONNECTIONS, posts("POST /orders with a key", orders.resolve("/orders"), true)));
			system.stop(Service.REQUEST);
			try (RawKafka kafka = new RawKafka(system.bootstrapServers(), LAYOUT.partitions())) {
				limits.addAll(byTurns(CONNECTIONS, new Contender(Limit.LOG, () -> kafka::writeAndRead)));
			}
		}
		try (SmtpSink sink = new SmtpSink()) {
			limits.addAll(byTurns(LANES, new Contender(Limit.SMTP, () -> Mailer.spared(sink.port())),
					new Contender(Limit.LIBRARY, () -> Mailer.plain(sink.port()))));
		}
		return limits;
	}

	private List<Limit> byTurns(int workers, Contender... contenders) throws InterruptedException {
		return new Turns(workers, Duration.ZERO, this.warmUp, this.turn).measure(List.of(contenders));
	}

	private static Contender posts(String what, URI address, boolean keyed) {
		String body = JsonMapper.shared().writeValueAsString(ROW);
		return customers(what, address, HttpStatus.SC_ACCEPTED, () -> {
			ClassicRequestBuilder post = ClassicRequestBuilder.post(address)
				.setEntity(body, ContentType.APPLICATION_JSON);
			if (keyed) {
				post.setHeader("Idempotency-Key", '"' + UUID.randomUUID().toString() + '"');
			}
			return post.build();
		});
	}

	private static Contender gets(String what, URI server, FinishedOrder order) {
		URI status = server.resolve("/orders/" + order.id() + "/status");
		return customers(what, server, HttpStatus.SC_OK, () -> ClassicRequestBuilder.get(status).build());
	}

	private static Contender customers(String what, URI server, int expected, Supplier<ClassicHttpRequest> requests) {
		return new Contender(what, () -> new Customer(server, requests, expected));
	}

}
