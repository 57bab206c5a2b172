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

import cl.reparto.load.loop.Contender;
import cl.reparto.load.loop.Customer;
import cl.reparto.load.loop.Timing;
import cl.reparto.load.loop.Turns;
import cl.reparto.load.noop.NoOpService;
import cl.reparto.load.orders.DataSet;
import cl.reparto.load.orders.Row;
import cl.reparto.load.result.Baseline;
import cl.reparto.load.result.Baselines;
import cl.reparto.load.result.Layout;
import cl.reparto.load.trial.FinishedOrder;
import cl.reparto.load.trial.SystemUnderLoad;
import cl.reparto.local.Service;
import cl.reparto.local.smtp.ScriptedSmtp;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what our services can do of one thing, and what can be done of it at all
 * (decision 14).
 *
 * @param home the repository's root
 * @param folder where logs are kept
 * @param timing how long each is done
 */
record BaselineRun(Path home, Path folder, Timing timing) {

	/** Orders do not wait: nothing is to be measured of them. */
	static final Layout LAYOUT = new Layout(5, Duration.ZERO);

	private static final int CONNECTIONS = 64;

	private static final int LANES = 8;

	private static final Row ROW = DataSet.random(1, 1).rows().getFirst();

	/**
	 * Measures everything.
	 * @param system that runs; of what it needs no more, each service is stopped, so that
	 * whoever has nothing to do with a thing does nothing meanwhile
	 * @return what is possible of each thing, and what ours do of it
	 * @throws IllegalStateException if something fails
	 */
	Baselines measure(SystemUnderLoad system) throws IOException, InterruptedException, ExecutionException {
		List<Baseline> baselines = new ArrayList<>();
		FinishedOrder order = FinishedOrder.of(ROW, system);
		URI statuses = system.address(Service.NOTIFICATION);
		URI orders = system.address(Service.REQUEST).resolve("/orders");
		system.stop(Service.PROCESSING);
		try (NoOpService noOp = NoOpService.start(this.folder)) {
			baselines.addAll(byTurns(CONNECTIONS, gets(Baseline.NO_OP_GET, order.at(noOp.address())),
					gets(Baseline.GET, order.at(statuses))));
			system.stop(Service.NOTIFICATION);
			try (NoOpService keeping = NoOpService.keeping(this.home, this.folder, system.bootstrapServers(),
					LAYOUT.partitions())) {
				baselines
					.addAll(byTurns(CONNECTIONS, posts(Baseline.NO_OP_POST, noOp.address().resolve("/orders"), false),
							posts(Baseline.KEPT_POST, keeping.address().resolve("/kept"), false),
							posts(Baseline.POST, orders, false), posts(Baseline.KEYED_POST, orders, true)));
			}
		}
		system.stop(Service.REQUEST);
		try (RawKafka kafka = new RawKafka(system.bootstrapServers(), LAYOUT.partitions())) {
			baselines.addAll(byTurns(CONNECTIONS, new Contender(Baseline.LOG, () -> kafka::writeAndRead)));
		}
		try (ScriptedSmtp mail = ScriptedSmtp.forgetting()) {
			baselines.addAll(byTurns(LANES, new Contender(Baseline.SMTP, () -> LibraryMailer.spared(mail.port())),
					new Contender(Baseline.LIBRARY, () -> LibraryMailer.plain(mail.port()))));
		}
		return new Baselines(baselines);
	}

	private List<Baseline> byTurns(int clients, Contender... contenders) throws InterruptedException {
		return new Turns(clients, Duration.ZERO, this.timing).measure(List.of(contenders));
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

	private static Contender gets(String what, URI address) {
		return customers(what, address, HttpStatus.SC_OK, () -> ClassicRequestBuilder.get(address).build());
	}

	private static Contender customers(String what, URI server, int expected, Supplier<ClassicHttpRequest> requests) {
		return new Contender(what, () -> new Customer(server, requests, expected));
	}

}
