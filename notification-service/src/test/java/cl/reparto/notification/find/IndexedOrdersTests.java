package cl.reparto.notification.find;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.model.Status;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class IndexedOrdersTests {

	private static final Instant TIME = Instant.parse("2026-11-27T20:00:00Z");

	private static final UUID ID = UUID.fromString("3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b");

	private final List<String> calls = new ArrayList<>();

	private final Map<String, IndexRow> rows = new HashMap<>();

	private final OrderIndex index = new OrderIndex();

	@TempDir
	private Path folder;

	private KeyValueStore<Bytes, byte[]> disk;

	private KeyValueStore<Bytes, byte[]> orders;

	/** At each write, before and after. */
	private Runnable meanwhile = () -> {
	};

	@BeforeEach
	void open() {
		this.orders = open(this.index);
	}

	@AfterEach
	void close() {
		this.orders.close();
	}

	@Test
	void findsNoOrderWhereItWas() {
		put(ID, Status.RECIBIDO);
		put(ID, Status.PREPARANDO);
		put(ID, Status.FINALIZADO);

		assertThat(found(Set.of(Status.RECIBIDO))).isEmpty();
		assertThat(found(Set.of(Status.PREPARANDO))).isEmpty();
		assertThat(found(Set.of(Status.FINALIZADO))).containsExactly(ID);
		assertThat(this.index.counts()).containsEntry(Status.RECIBIDO, 0).containsEntry(Status.FINALIZADO, 1);
	}

	/** And none of the rows, which come after the last order. */
	@Test
	void findsOrdersByTheBeginningOfTheirIds() {
		List<UUID> ids = Stream.of("fffffffe-ffff", "ffffffff-0000", "ffffffff-ffff")
			.map((start) -> UUID.fromString(start + "-4000-8000-000000000000"))
			.toList();
		ids.forEach((id) -> put(id, Status.FINALIZADO));

		assertThat(this.index.beginningWith("ffffffff")).isEqualTo(ids.subList(1, 3));
		assertThat(this.index.beginningWith("00000000")).isEmpty();
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
		FoundOrders found = this.index.find(all());
		Map<Status, Integer> counts = this.index.counts();
		List<IndexRow> urgent = this.index.mostUrgent();
		OrderIndex restarted = new OrderIndex();

		this.orders.close();
		this.orders = open(restarted);

		assertThat(restarted.find(all())).isEqualTo(found);
		assertThat(restarted.counts()).isEqualTo(counts);
		assertThat(restarted.mostUrgent()).isEqualTo(urgent).hasSize(1);
	}

	@Test
	void countsAnOrderOnceThatIsReadAgainAfterACrash() {
		put(ID, Status.ENTREGANDO);
		put(ID, Status.FINALIZADO);
		put(ID, Status.FINALIZADO);

		assertThat(found(Set.of(Status.FINALIZADO))).containsExactly(ID);
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

	/** Before it is written and after, among more orders than are in memory. */
	@Test
	void findsAnOrderAtEveryMomentOfAChange() {
		IntStream.rangeClosed(0, SoonestDue.MOST).forEach((i) -> put(new UUID(1, i), Status.ENTREGANDO));
		put(ID, Status.RECIBIDO);
		List<Boolean> seen = new ArrayList<>();
		this.meanwhile = () -> seen.add(Stream.of(Status.RECIBIDO, Status.PREPARANDO, Status.CANCELADO)
			.anyMatch((status) -> found(Set.of(status)).contains(ID)));

		put(ID, Status.PREPARANDO);
		put(ID, Status.RECIBIDO);
		put(ID, Status.CANCELADO);

		assertThat(seen).hasSize(6).containsOnly(true);
	}

	@Test
	void keepsInMemoryOnlyTheMostUrgent() {
		IntStream.range(0, 5 * SoonestDue.LEAST).forEach((_) -> put(UUID.randomUUID(), Status.RECIBIDO));

		assertThat(this.index.mostUrgent()).hasSize(SoonestDue.LEAST);
		assertThat(((IndexedOrders) this.orders).soonest().all(search(Set.of(Status.RECIBIDO)))).isEmpty();
	}

	/** Live orders of last week, and since then thousands that have ended. */
	@Test
	void passesOverTimesInWhichNothingIsSought() {
		IntStream.range(0, SoonestDue.MOST + 1)
			.forEach((i) -> put(new UUID(1, i), Status.RECIBIDO, TIME.minus(Duration.ofDays(7)), "Empanadas"));
		IntStream.range(0, OrderIndex.MOST_LOOKED_AT).forEach((i) -> put(new UUID(2, i), Status.FINALIZADO));

		assertThat(found(Set.of(Status.RECIBIDO))).hasSize(10);
	}

	/** Whatever becomes of orders, however many of them are live, and after restarts. */
	@Test
	void findsWhatALookAtAllOfThemWouldFind() {
		Random random = new Random(2026);
		Map<UUID, IndexRow> known = new LinkedHashMap<>();
		for (int step = 1; step <= 15_000; step++) {
			change(known, step % 7_500 < 2_000, random);
			if (step % 6_000 == 0) {
				this.orders.close();
				this.orders = open(this.index);
			}
			if (step % 150 == 0) {
				OrderSearch search = anySearch(random);
				assertThat(allPages(search)).as(search.toString())
					.isEqualTo(known.values()
						.stream()
						.filter(search::takes)
						.sorted(Comparator.comparing(IndexRow::place))
						.toList());
				assertThat(this.index.mostUrgent()).isEqualTo(known.values()
					.stream()
					.filter((row) -> !row.status().isEnd())
					.sorted(Comparator.comparing(IndexRow::dueAt)
						.thenComparing(IndexRow::place, Comparator.reverseOrder()))
					.limit(SoonestDue.LEAST)
					.toList());
			}
		}
	}

	/** Orders come in, or rather go on, are delayed, cancelled and forgotten. */
	private void change(Map<UUID, IndexRow> known, boolean comeIn, Random random) {
		if (known.isEmpty() || random.nextInt(16) < (comeIn ? 14 : 1)) {
			UUID id = new UUID(random.nextLong(), random.nextLong());
			known.put(id, put(id, Status.RECIBIDO, TIME.minus(Duration.ofMinutes(random.nextInt(300))),
					any(random, "Empanadas", "Pastel de choclo"), anyDue(random)));
			return;
		}
		IndexRow order = known.values().stream().skip(random.nextInt(known.size())).findFirst().orElseThrow();
		UUID id = order.place().id();
		if (order.status().isEnd()) {
			this.orders.delete(key(id));
			known.remove(id);
			return;
		}
		Status status = any(random, order.status(), order.status().next().orElseThrow(), Status.CANCELADO,
				Status.CANCELADO);
		known.put(id, put(id, status, Instant.ofEpochMilli(order.place().at()), order.name(), anyDue(random)));
	}

	private static OrderSearch anySearch(Random random) {
		Set<Status> statuses = Stream.of(Status.values())
			.filter((_) -> random.nextInt(3) == 0)
			.collect(Collectors.toSet());
		return new OrderSearch(statuses, any(random, null, TIME.minus(Duration.ofMinutes(200))),
				any(random, null, TIME.minus(Duration.ofMinutes(20))), any(random, "", "choclo"),
				any(random, null, true, false), TIME.plus(Duration.ofMinutes(random.nextInt(-60, 60))), null, 100);
	}

	private List<IndexRow> allPages(OrderSearch search) {
		List<IndexRow> rows = new ArrayList<>();
		FoundOrders page = this.index.find(search);
		rows.addAll(page.rows());
		while (page.next() != null) {
			page = this.index.find(new OrderSearch(search.statuses(), search.from(), search.to(), search.name(),
					search.overdue(), search.dueBefore(), page.next(), search.limit()));
			rows.addAll(page.rows());
		}
		return rows;
	}

	private static Instant anyDue(Random random) {
		return TIME.plus(Duration.ofSeconds(random.nextInt(-3_600, 3_600)));
	}

	@SafeVarargs
	private static <T extends @Nullable Object> T any(Random random, T... several) {
		return several[random.nextInt(several.length)];
	}

	@SuppressWarnings("unchecked")
	private KeyValueStore<Bytes, byte[]> recorded(KeyValueStore<Bytes, byte[]> store) {
		return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { KeyValueStore.class }, (_, method, arguments) -> {
					this.calls.add(method.getName());
					if (!method.getName().equals("putAll")) {
						return method.invoke(store, arguments);
					}
					this.meanwhile.run();
					method.invoke(store, arguments);
					this.meanwhile.run();
					return null;
				});
	}

	private KeyValueStore<Bytes, byte[]> open(OrderIndex into) {
		this.disk = recorded(Stores.persistentKeyValueStore("orders").get());
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
		store.init(new MockProcessorContext<>(new Properties(), new TaskId(0, 0), this.folder.toFile())
			.getStateStoreContext(), store);
		return store;
	}

	private void put(UUID id, Status status) {
		put(id, status, TIME, "Empanadas");
	}

	private void put(UUID id, Status status, Instant at, String name) {
		put(id, status, at, name, at.plusSeconds(60));
	}

	private IndexRow put(UUID id, Status status, Instant at, String name, Instant dueAt) {
		String value = id + " " + status + " " + dueAt;
		IndexRow row = IndexRow.of(id, at, status, status.isEnd() ? null : dueAt, name);
		this.rows.put(value, row);
		this.orders.putAll(List.of(new KeyValue<>(key(id), value.getBytes(UTF_8))));
		return row;
	}

	private static OrderSearch search(Set<Status> statuses) {
		return new OrderSearch(statuses, null, null, "", null, TIME, null, 10);
	}

	private List<UUID> found(Set<Status> statuses) {
		return this.index.find(search(statuses)).rows().stream().map((row) -> row.place().id()).toList();
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
