package cl.reparto.faults.age;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.faults.audit.Request;
import cl.reparto.faults.bed.FaultBed;
import cl.reparto.faults.traffic.OrderClient;

import static cl.reparto.faults.bed.FaultBed.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders with keys, to be repeated when time has gone by.
 *
 * @param byKey as they were taken, by their {@code Idempotency-Key}
 */
record KeyedOrders(FaultBed bed, Map<String, Request> byKey) {

	static final int COUNT = 10;

	/**
	 * Orders of some customers, at all instances by turns.
	 * @param who how their addresses begin
	 */
	static KeyedOrders of(FaultBed bed, String who) {
		return of(bed, who, Stream.generate(() -> UUID.randomUUID().toString()).limit(COUNT).toList());
	}

	private static KeyedOrders of(FaultBed bed, String who, Collection<String> keys) {
		KeyedOrders orders = new KeyedOrders(bed, new HashMap<>());
		keys.forEach((key) -> {
			Request order = Request.of(who + "-" + key + "@example.com", "Sopaipillas", "4500");
			List<URI> shops = bed.services().shops();
			Request taken = order.taken(orders.ask(shops.get(orders.byKey.size() % shops.size()), order, key));
			bed.answered(taken);
			orders.byKey.put(key, taken);
		});
		return orders;
	}

	/**
	 * Orders with the same keys of other customers, whose orders are others'.
	 * @param who how their addresses begin
	 */
	KeyedOrders ofOthers(String who) {
		KeyedOrders others = of(this.bed, who, this.byKey.keySet());
		assertThat(others.ids()).doesNotContainAnyElementsOf(ids());
		return others;
	}

	/** What they were answered. */
	Set<String> ids() {
		return this.byKey.values().stream().map(Request::id).map(String::valueOf).collect(Collectors.toSet());
	}

	/** Repeats each at every instance, and it is the same order. */
	void areKnown() {
		this.byKey.forEach((key, order) -> this.bed.services()
			.shops()
			.forEach((shop) -> assertThat(ask(shop, order, key)).isEqualTo(order.id())));
	}

	/** Asks on until the order is taken. */
	private String ask(URI shop, Request order, String key) {
		AtomicReference<String> id = new AtomicReference<>();
		await("an order is taken by " + shop).until(() -> {
			var answer = this.bed.client().order(shop, order.json(), key).join();
			id.set(OrderClient.json(answer).path("id").asString(""));
			return answer.statusCode() == 202;
		});
		return id.get();
	}

}
