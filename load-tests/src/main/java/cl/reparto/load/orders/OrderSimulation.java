package cl.reparto.load.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import cl.reparto.load.result.Arrival;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import tools.jackson.databind.json.JsonMapper;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * Places every order of a data set once. Gatling opens a connection for each user that
 * finds none idle, so at a peak 64 users share all orders; the time that an order waits
 * for one of them counts as waiting.
 */
public final class OrderSimulation extends Simulation {

	private static final int CONNECTIONS = 64;

	private static final String ROW = "row";

	private static final String ASKED = "asked";

	private static final String ID = "id";

	private final LoadPlan plan = LoadPlan.current();

	private final Queue<Row> rows = new ConcurrentLinkedQueue<>(DataSet.read(this.plan.rows()).rows());

	private final Queue<CompletableFuture<Post>> posts = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<Instant> beginning = new CompletableFuture<>();

	private final EarlyReaders readers = new EarlyReaders(this.plan.statuses());

	/** Prepares what the plan says. */
	public OrderSimulation() {
		if (this.plan.arrival() == Arrival.PEAK) {
			prepare(exec(this::next).asLongAs((session) -> session.contains(ROW)).on(place().exec(this::next)),
					atOnceUsers(Math.min(this.rows.size(), CONNECTIONS)));
		}
		else {
			int perSecond = this.plan.arrival().perSecond();
			prepare(exec(this::next).exec(place()), constantUsersPerSec(perSecond)
				.during(Duration.ofSeconds(1).multipliedBy(this.rows.size()).dividedBy(perSecond)));
		}
	}

	private void prepare(ChainBuilder customer, OpenInjectionStep arrival) {
		setUp(scenario("customers").exec(customer).injectOpen(arrival))
			.protocols(http.baseUrl(this.plan.orders().toString())
				.contentTypeHeader("application/json")
				.shareConnections()
				// It would ask Gatling's own site.
				.disableWarmUp());
	}

	private ChainBuilder place() {
		return exec(http("POST /orders").post("/orders")
			.header("Idempotency-Key", (session) -> '"' + UUID.randomUUID().toString() + '"')
			.body(StringBody((session) -> JsonMapper.shared().writeValueAsString(session.get(ROW))))
			.check(status().is(202), jsonPath("$.id").saveAs(ID))).exec(this::answered);
	}

	private Session next(Session session) {
		Row row = this.rows.poll();
		if (row == null) {
			return session.remove(ROW);
		}
		Instant now = Instant.now();
		this.beginning.complete(now);
		Instant asked = (this.plan.arrival() == Arrival.PEAK) ? this.beginning.join() : now;
		return session.remove(ID).set(ROW, row).set(ASKED, asked);
	}

	private Session answered(Session session) {
		Instant now = Instant.now();
		String id = session.getString(ID);
		Post post = new Post(session.get(ASKED), now, (id != null) ? UUID.fromString(id) : null, null);
		this.posts.add(this.readers.follow(post));
		return session;
	}

	@Override
	public void after() {
		try (this.readers) {
			JsonMapper.shared()
				.writeValue(this.plan.posts(), this.posts.stream().map(CompletableFuture::join).toList());
		}
	}

}
