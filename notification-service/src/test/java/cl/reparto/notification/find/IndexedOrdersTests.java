package cl.reparto.notification.find;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import cl.reparto.model.Status;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class IndexedOrdersTests {

	private static final Instant TIME = Instant.parse("2026-11-27T20:00:00Z");

	private static final UUID ID = UUID.fromString("3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b");

	private final List<String> calls = new ArrayList<>();

	private final KeyValueStore<Bytes, byte[]> disk = recorded(Stores.inMemoryKeyValueStore("orders").get());

	private final Map<String, IndexRow> rows = new HashMap<>();

	private final OrderIndex index = new OrderIndex();

	private KeyValueStore<Bytes, byte[]> orders = open(this.index);

	@Test
	void findsNoOrderWhereItWas() {
		put(ID, Status.RECIBIDO);
		put(ID, Status.PREPARANDO);
		put(ID, Status.FINALIZADO);

		assertThat(found(Status.RECIBIDO)).isEmpty();
		assertThat(found(Status.PREPARANDO)).isEmpty();
		assertThat(found(Status.FINALIZADO)).containsExactly(ID);
		assertThat(this.index.counts()).containsEntry(Status.RECIBIDO, 0).containsEntry(Status.FINALIZADO, 1);
	}

	/** What a crash leaves is then an order with its row, or neither. */
	@Test
	void writesAnOrderAndItsRowInOneBatch() {
		put(ID, Status.RECIBIDO);
		put(ID, Status.FINALIZADO);
		this.orders.delete(key(ID));

		assertThat(this.calls).filteredOn((call) -> call.startsWith("put") || call.equals("delete"))
			.containsExactly("putAll", "putAll", "putAll");
	}

	@Test
	void knowsAfterARestartWhatItKnew() {
		put(ID, Status.PREPARANDO);
		put(UUID.randomUUID(), Status.FINALIZADO);
		put(UUID.randomUUID(), Status.CANCELADO);
		OrderIndex restarted = new OrderIndex();

		open(restarted);

		assertThat(restarted.find(all())).isEqualTo(this.index.find(all()));
		assertThat(restarted.counts()).isEqualTo(this.index.counts());
		assertThat(restarted.live()).isEqualTo(this.index.live()).hasSize(1);
	}

	@Test
	void countsAnOrderOnceThatIsReadAgainAfterACrash() {
		put(ID, Status.ENTREGANDO);
		put(ID, Status.FINALIZADO);
		put(ID, Status.FINALIZADO);

		assertThat(found(Status.FINALIZADO)).containsExactly(ID);
		assertThat(this.index.counts().values()).containsExactly(0, 0, 0, 1, 0);
	}

	@Test
	void keepsNothingOfAForgottenOrder() {
		put(ID, Status.FINALIZADO);

		this.orders.delete(key(ID));

		assertThat(this.disk.all()).toIterable().isEmpty();
		assertThat(this.index.counts().values()).containsOnly(0);
	}

	@Test
	void showsOnlyOrdersToWhoeverReadsTheStore() {
		put(ID, Status.RECIBIDO);

		assertThat(this.orders.all()).toIterable().extracting((each) -> each.key).containsExactly(key(ID));
		assertThat(this.orders.range(key(ID), null)).toIterable().hasSize(1);
		assertThat(this.orders.approximateNumEntries()).isEqualTo(1);
	}

	@Test
	void tellsOfEveryChangeOnceItIsMade() {
		List<Map<Status, Integer>> seen = new ArrayList<>();
		this.index.onChange((id) -> seen.add(this.index.counts()));

		put(ID, Status.RECIBIDO);
		this.orders.delete(key(ID));

		assertThat(seen).extracting((counts) -> counts.get(Status.RECIBIDO)).containsExactly(1, 0);
	}

	@Test
	void endsASearchThatFindsNothingAndGoesOnWhereItEnded() {
		for (int i = 0; i < OrderIndex.MOST_LOOKED_AT + 5; i++) {
			put(new UUID(0, i), Status.FINALIZADO);
		}
		put(new UUID(-1, 0), Status.CANCELADO, TIME.minusSeconds(1), "La última");

		FoundOrders first = this.index.find(named("ultima", null));
		FoundOrders second = this.index.find(named("ultima", first.next()));

		assertThat(first.rows()).isEmpty();
		assertThat(second.rows()).extracting((row) -> row.place().id()).containsExactly(new UUID(-1, 0));
		assertThat(second.next()).isNull();
	}

	@SuppressWarnings("unchecked")
	private KeyValueStore<Bytes, byte[]> recorded(KeyValueStore<Bytes, byte[]> store) {
		return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { KeyValueStore.class }, (_, method, arguments) -> {
					this.calls.add(method.getName());
					return method.invoke(store, arguments);
				});
	}

	private KeyValueStore<Bytes, byte[]> open(OrderIndex into) {
		KeyValueStore<Bytes, byte[]> store = into.index(new KeyValueBytesStoreSupplier() {

			@Override
			public String name() {
				return "orders";
			}

			@Override
			public KeyValueStore<Bytes, byte[]> get() {
				return IndexedOrdersTests.this.disk;
			}

			@Override
			public String metricsScope() {
				return "test";
			}

		}, (bytes) -> this.rows.get(new String(bytes, UTF_8))).get();
		store.init(new MockProcessorContext<>().getStateStoreContext(), store);
		return store;
	}

	private void put(UUID id, Status status) {
		put(id, status, TIME, "Empanadas");
	}

	private void put(UUID id, Status status, Instant at, String name) {
		String value = id + " " + status;
		this.rows.put(value, IndexRow.of(id, at, status, status.isEnd() ? null : at.plusSeconds(60), name));
		this.orders.putAll(List.of(new KeyValue<>(key(id), value.getBytes(UTF_8))));
	}

	private List<UUID> found(Status status) {
		OrderSearch search = new OrderSearch(Set.of(status), null, null, "", null, TIME, null, 10);
		return this.index.find(search).rows().stream().map((row) -> row.place().id()).toList();
	}

	private static OrderSearch all() {
		return named("", null);
	}

	private static OrderSearch named(String name, @Nullable OrderPlace after) {
		return new OrderSearch(Set.of(), null, null, name, null, TIME, after, 10);
	}

	private static Bytes key(UUID id) {
		return Bytes.wrap(id.toString().getBytes(UTF_8));
	}

}
