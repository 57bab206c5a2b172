package cl.reparto.service.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances that hear of partitions and of one another's records late, each in its way.
 */
class PlacementsTests {

	private static final String TOPIC = "requests";

	private static final int INSTANCES = 3;

	/** Of a few keys, so that instances meet. */
	private static final List<UUID> IDS = Stream.iterate(0, (each) -> each + 1)
		.limit(40)
		.map((each) -> UUID.nameUUIDFromBytes(("key " + each).getBytes(UTF_8)))
		.toList();

	private Random random;

	private final List<List<Written>> log = new ArrayList<>();

	private final List<Runnable> underWay = new ArrayList<>();

	private int settled;

	static Stream<List<Integer>> growths() {
		return Stream.of(List.of(5, 10), List.of(5, 10, 20), List.of(1, 3), List.of(5, 7, 9));
	}

	/** Whoever writes to the topic may write anything. */
	@ParameterizedTest
	@CsvSource({ "5, -3, 5", "5, 0, 5", "0, 0, 0", "4, 5, 5", "6, 5, 5", "-1, -1, -1" })
	void readsNoPlacementThatCannotBe(int by, int least, int most) {
		Headers headers = new RecordHeaders();
		new Placement(by, least, most).write(headers);

		assertThat(Placement.read(headers)).isNull();
	}

	@ParameterizedTest
	@MethodSource("growths")
	void neverPlacesAKeyInTwoPartitions(List<Integer> growth) {
		for (int seed = 0; seed < 300; seed++) {
			this.random = new Random(seed);
			this.log.clear();
			this.underWay.clear();

			run(growth);

			assertThat(validPartitions()).as("seed %s", seed).allSatisfy((id, in) -> assertThat(in).hasSize(1));
		}
		assertThat(this.settled).as("told before they were read").isGreaterThan(1000);
	}

	private void run(List<Integer> growth) {
		grow(growth.getFirst());
		List<Instance> instances = Stream.generate(() -> new Instance(growth.getFirst())).limit(INSTANCES).toList();
		List<Integer> left = new ArrayList<>(growth.subList(1, growth.size()));
		for (int step = 0; step < 600; step++) {
			Instance one = any(instances);
			switch (this.random.nextInt(6)) {
				case 0 -> one.hearOfPartitions();
				case 1, 2 -> one.read();
				case 3 -> one.place(any(IDS));
				default -> goOn();
			}
			if (!left.isEmpty() && this.random.nextInt(200) == 0) {
				grow(left.removeFirst());
			}
		}
	}

	/** With what was begun: any of it, so what began first may be late. */
	private void goOn() {
		if (!this.underWay.isEmpty()) {
			this.underWay.remove(this.random.nextInt(this.underWay.size())).run();
		}
	}

	private void grow(int partitions) {
		while (this.log.size() < partitions) {
			this.log.add(new ArrayList<>());
		}
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	/** As who acts on requests sees them: each partition by itself. */
	private Map<UUID, Set<Integer>> validPartitions() {
		Map<UUID, Set<Integer>> valid = new HashMap<>();
		for (int partition = 0; partition < this.log.size(); partition++) {
			int told = 0;
			for (Written each : this.log.get(partition)) {
				if (!each.placement().isVoid(told)) {
					valid.computeIfAbsent(each.id(), (_) -> new HashSet<>()).add(partition);
				}
				told = each.placement().told(told);
			}
		}
		return valid;
	}

	@Test
	void placesByMoreAsSoonAsThePartitionHasHeardOfThem() {
		Placements placements = new Placements(Placements.Known.NOTHING);
		placements.has(5);
		placements.has(10);
		IntStream.range(5, 10)
			.forEach((each) -> placements.takes(new TopicPartition(TOPIC, each), new Placement(10, 5, 10)));
		UUID id = IDS.stream()
			.filter((each) -> partition(each, 5) == 2 && partition(each, 10) == 7)
			.findFirst()
			.orElseThrow();
		IntStream.of(0, 1, 3, 4)
			.forEach((each) -> placements.takes(new TopicPartition(TOPIC, each), new Placement(10, 5, 10)));

		Placements.Place first = placements.now().place(TOPIC, id);
		placements.takes(new TopicPartition(TOPIC, first.partition()), first.placement());
		Placements.Place next = placements.now().place(TOPIC, id);

		assertThat(first.partition()).isEqualTo(partition(id, 5));
		assertThat(next.partition()).isEqualTo(partition(id, 10));
	}

	/** An instance without its folder reads as far back as keys live. */
	@Test
	void placesByWhatThereIsWhereSomethingWasLeftOut() {
		Placements placements = new Placements(Placements.Known.NOTHING);
		placements.has(10);
		IntStream.range(0, 10).forEach((each) -> placements.misses(new TopicPartition(TOPIC, each)));
		placements.takes(new TopicPartition(TOPIC, 3), new Placement(5, 5, 5));

		assertThat(IDS).allSatisfy((id) -> assertThat(placements.now().place(TOPIC, id))
			.isEqualTo(new Placements.Place(partition(id, 10), new Placement(10, 5, 10))));
	}

	/**
	 * As after an upgrade: what was left out cannot have told of more than there were.
	 */
	@Test
	void placesByWhatThereWasWhereSomethingWasLeftOutBefore() {
		Placements placements = new Placements(Placements.Known.NOTHING);
		placements.has(5);
		IntStream.range(0, 5).forEach((each) -> placements.misses(new TopicPartition(TOPIC, each)));
		placements.has(10);

		assertThat(IDS).allSatisfy((id) -> assertThat(placements.now().place(TOPIC, id))
			.isEqualTo(new Placements.Place(partition(id, 5), new Placement(5, 5, 10))));
	}

	@Test
	void readsWhatItHasWritten() {
		RecordHeaders headers = new RecordHeaders();
		Placement placement = new Placement(6, 5, 10);

		placement.write(headers);

		assertThat(Placement.read(headers)).isEqualTo(placement);
	}

	@Test
	void knowsNothingOfWhatSaysNothing() {
		assertThat(Placement.read(new RecordHeaders())).isNull();
		IntStream.of(0, 3, 4, 13)
			.forEach((size) -> assertThat(Placement.read(new RecordHeaders().add("placed", new byte[size]))).isNull());
		assertThat(Placement.read(new RecordHeaders().add("placed", null))).isNull();
	}

	private static int partition(UUID id, int count) {
		return new Placements.Known(Map.of(), count, count).place(TOPIC, id).partition();
	}

	private record Written(UUID id, Placement placement, Instance writer, boolean awaited) {
	}

	private final class Instance {

		private final Placements placements;

		private final Map<Integer, Integer> positions = new HashMap<>();

		private final Set<UUID> known = new HashSet<>();

		private final Set<UUID> settled = new HashSet<>();

		private int partitions;

		Instance(int partitions) {
			this.partitions = partitions;
			this.placements = new Placements(Placements.Known.NOTHING);
			hasBegun(0, partitions);
			this.placements.publish(this.placements.now());
		}

		void hearOfPartitions() {
			int before = this.partitions;
			this.partitions = PlacementsTests.this.log.size();
			hasBegun(before, this.partitions);
		}

		private void hasBegun(int before, int now) {
			this.placements.has(now);
			IntStream.range(before, now)
				.forEach((partition) -> this.placements.begins(new TopicPartition(TOPIC, partition)));
		}

		void read() {
			int partition = PlacementsTests.this.random.nextInt(this.partitions);
			List<Written> records = PlacementsTests.this.log.get(partition);
			int from = this.positions.getOrDefault(partition, 0);
			int to = from + PlacementsTests.this.random.nextInt(records.size() - from + 1);
			for (Written each : records.subList(from, to)) {
				if (this.placements.takes(new TopicPartition(TOPIC, partition), each.placement())) {
					this.known.add(each.id());
				}
			}
			this.positions.put(partition, to);
			this.placements.publish(this.placements.now());
		}

		/** As KeyedRequests does it, with anything in between. */
		void place(UUID id) {
			Placements.Place place = this.placements.known().place(TOPIC, id);
			PlacementsTests.this.underWay.add(() -> {
				if (!this.known.contains(id) && !this.settled.contains(id)) {
					PlacementsTests.this.underWay.add(() -> append(id, place));
				}
			});
		}

		/** As OwnRecords and FirstRequests do it. */
		private void append(UUID id, Placements.Place place) {
			List<Written> records = PlacementsTests.this.log.get(place.partition());
			boolean allBeforeIsKnown = records.stream()
				.skip(this.positions.getOrDefault(place.partition(), 0))
				.allMatch((each) -> each.writer() == this && !each.awaited());
			boolean told = this.known.contains(id) || this.settled.contains(id);
			boolean settles = !told && allBeforeIsKnown && this.placements.known().isSure(place.placement());
			if (settles) {
				assertThat(validPartitions()).as("it is the first").doesNotContainKey(id);
			}
			records.add(new Written(id, place.placement(), this, !told && !settles));
			if (settles) {
				assertThat(validPartitions()).as("it is not void").containsKey(id);
				this.settled.add(id);
				PlacementsTests.this.settled++;
			}
		}

	}

}
