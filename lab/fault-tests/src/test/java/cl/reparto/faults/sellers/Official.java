package cl.reparto.faults.sellers;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import cl.reparto.faults.audit.guild.GuildAudit;
import tools.jackson.databind.JsonNode;

/**
 * One who decides on every application and delivers lots, and asks again until it is
 * known what came of it. On one application in four there is somebody else who says the
 * opposite at the same time.
 */
final class Official implements AutoCloseable {

	private static final Duration BETWEEN = Duration.ofMillis(500);

	private final GuildClient client;

	private final Supplier<List<URI>> doors;

	private final Market market;

	private final GuildAudit audit;

	private final Set<String> decided = ConcurrentHashMap.newKeySet();

	private final Set<Long> delivered = ConcurrentHashMap.newKeySet();

	private final Thread thread = Thread.ofVirtual().unstarted(this::work);

	private volatile boolean closed;

	private Official(GuildClient client, Supplier<List<URI>> doors, Market market, GuildAudit audit) {
		this.client = client;
		this.doors = doors;
		this.market = market;
		this.audit = audit;
	}

	/** Lets one work. */
	static Official start(GuildClient client, Supplier<List<URI>> doors, Market market, GuildAudit audit) {
		Official official = new Official(client, doors, market, audit);
		official.thread.start();
		return official;
	}

	private void work() {
		for (int round = 0; !this.closed; round++) {
			URI door = door(round);
			try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
				for (JsonNode application : this.client.rows(door, "/solicitudes?estado=en-espera").path("filas")) {
					String id = application.path("id").asString("");
					int other = round + 1;
					if (!this.decided.contains(id) && id.charAt(0) < '4') {
						each.execute(() -> decide(door(other), id, id.charAt(1) >= '4'));
					}
					each.execute(() -> decide(door, id, id.charAt(1) < '4'));
				}
				for (JsonNode lot : this.client.rows(door, "/reposiciones?limit=2").path("filas")) {
					each.execute(() -> deliver(door, lot));
				}
			}
			LockSupport.parkNanos(BETWEEN.toNanos());
		}
	}

	private URI door(int turn) {
		List<URI> open = this.doors.get();
		return open.get(turn % open.size());
	}

	private void decide(URI door, String id, boolean accepted) {
		HttpResponse<String> answer = this.client.act(door, "/solicitudes/" + id + "/decision",
				"{\"aceptada\":" + accepted + "}");
		if (answer != null && answer.statusCode() == 200) {
			this.decided.add(id);
			this.audit.told(id, GuildClient.json(answer).path("estado").asString(""));
		}
	}

	private void deliver(URI door, JsonNode lot) {
		HttpResponse<String> answer = this.client.act(door, "/reposiciones/" + lot.path("lote").asLong() + "/entrega",
				"");
		if (answer != null && answer.statusCode() == 200 && this.delivered.add(lot.path("lote").asLong())) {
			List<String> carts = new ArrayList<>();
			lot.path("carritos").forEach((cart) -> carts.add(cart.asString("")));
			this.market.deliver(carts);
		}
	}

	/** Waits until it is known what came of what was said last. */
	@Override
	public void close() {
		this.closed = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
