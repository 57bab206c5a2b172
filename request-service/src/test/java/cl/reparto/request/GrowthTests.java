package cl.reparto.request;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.model.Topics;
import cl.reparto.service.keys.Placement;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

/** A key is one order also while order_requests is given more partitions. */
class GrowthTests {

	private static final String HEADER = "Idempotency-Key";

	/** While a secret is being changed, each key would take longer. */
	private static final String ONE_SECRET = "reparto.idempotency.other-secrets=";

	private final TestKafka kafka = TestKafka.alone();

	private final Map<String, String> orders = new LinkedHashMap<>();

	private RunningService one;

	private RunningService two;

	@BeforeEach
	void start() {
		this.one = RunningService.startAndAwaitReady(this.kafka.bootstrapServers(), ONE_SECRET);
		this.two = RunningService.startAndAwaitReady(this.kafka.bootstrapServers(), ONE_SECRET);
	}

	@AfterEach
	void stop() {
		this.one.close();
		this.two.close();
		this.kafka.close();
	}

	@Test
	void takesEachKeyOnceWhileThereBecomeMore() throws Exception {
		takeTwiceAtOnce("before", 30);
		try (Admin admin = this.kafka.admin()) {
			admin.createPartitions(Map.of(Topics.ORDER_REQUESTS.name(), NewPartitions.increaseTo(10))).all().get();
		}
		takeTwiceAtOnce("meanwhile", 100);
		takeTwiceAtOnce("after", 100);

		assertThat(validPartitions()).hasSize(230).allSatisfy((id, in) -> assertThat(in).hasSize(1));
		assertThat(validPartitions().values().stream().flatMap(Set::stream)).as("all are in use")
			.contains(IntStream.range(0, 10).boxed().toArray(Integer[]::new));
		this.orders.forEach((key, answer) -> assertThat(take(this.two, key).body()).isEqualTo(answer));
		assertThat(this.one.isReady()).isTrue();
	}

	@Test
	void knowsKeysOfBeforeWhereItStartsAfterwardsWithoutItsFolder() throws Exception {
		takeTwiceAtOnce("before", 30);
		try (Admin admin = this.kafka.admin()) {
			admin.createPartitions(Map.of(Topics.ORDER_REQUESTS.name(), NewPartitions.increaseTo(10))).all().get();
		}

		try (RunningService late = RunningService.startAndAwaitReady(this.kafka.bootstrapServers(), ONE_SECRET)) {
			this.orders.forEach((key, answer) -> assertThat(take(late, key).body()).isEqualTo(answer));
			assertThat(take(late, "new").statusCode()).isEqualTo(202);
		}
	}

	/** At both instances. All are taken, and answered with the same order. */
	private void takeTwiceAtOnce(String when, int keys) {
		List<String> names = IntStream.range(0, keys).mapToObj((each) -> when + " " + each).toList();
		for (String key : names) {
			CompletableFuture<HttpResponse<String>> here = this.one.postAsync(anOrder().json(), HEADER, key);
			CompletableFuture<HttpResponse<String>> there = this.two.postAsync(anOrder().json(), HEADER, key);
			assertThat(List.of(here.join().statusCode(), there.join().statusCode())).as(key).containsOnly(202);
			assertThat(here.join().body()).isEqualTo(there.join().body());
			this.orders.put(key, here.join().body());
		}
	}

	private static HttpResponse<String> take(RunningService service, String key) {
		return service.post(anOrder().json(), HEADER, key);
	}

	/** Where processing-service takes an order for one, as it goes by the records. */
	private Map<String, Set<Integer>> validPartitions() {
		Map<Integer, Integer> told = new HashMap<>();
		Map<String, Set<Integer>> valid = new HashMap<>();
		for (ConsumerRecord<String, String> record : records()) {
			Placement placement = Placement.read(record.headers());
			int before = told.getOrDefault(record.partition(), 0);
			if (!placement.isVoid(before)) {
				valid.computeIfAbsent(record.key(), (_) -> new HashSet<>()).add(record.partition());
			}
			told.put(record.partition(), placement.told(before));
		}
		return valid;
	}

	private List<ConsumerRecord<String, String>> records() {
		try (TopicReader<String, String> reader = TopicReader.ofStrings(this.kafka.bootstrapServers(),
				Topics.ORDER_REQUESTS.name())) {
			return new ArrayList<>(reader.records());
		}
	}

}
