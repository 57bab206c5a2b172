package cl.reparto.request;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.FileSystemUtils;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.order.OddRecord;
import cl.reparto.model.Json;
import cl.reparto.model.Topics;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One key is one order: on every instance, at once, and after a start.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyBrokerTests {

	private static final String HEADER = "Idempotency-Key";

	private static final String EARLY_KEY = UUID.randomUUID().toString();

	private final TestKafka kafka = TestKafka.shared();

	private final TopicReader<String, String> topic = TopicReader.ofStrings(this.kafka.bootstrapServers(),
			Topics.ORDER_REQUESTS.name());

	private String key;

	private RunningService one;

	private HttpResponse<String> early;

	private RunningService two;

	/** The second instance starts when there is an order with a key already. */
	@BeforeAll
	void start() {
		this.one = RunningService.startAndAwaitReady(this.kafka.bootstrapServers());
		this.early = this.one.post(anOrder().json(), HEADER, EARLY_KEY);
		this.two = RunningService.startAndAwaitReady(this.kafka.bootstrapServers());
	}

	@AfterAll
	void stop() {
		this.one.close();
		this.two.close();
		this.topic.close();
	}

	@BeforeEach
	void newKey() {
		this.key = UUID.randomUUID().toString();
	}

	@Test
	void givesAKeyTheSameOrderOnAnotherInstance() {
		HttpResponse<String> first = this.one.post(anOrder().json(), HEADER, '"' + this.key + '"');
		HttpResponse<String> again = this.two.post(anOrder().json(), HEADER, this.key);

		assertThat(first.statusCode()).isEqualTo(202);
		assertThat(again.statusCode()).isEqualTo(202);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
	}

	@Test
	void takesOneOfManyContentsThatCompeteForAKeyOnTwoInstances() {
		List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
			.mapToObj((i) -> ((i % 2 == 0) ? this.one : this.two).postAsync(anOrder().named("order " + i).json(),
					HEADER, this.key))
			.toList();

		Map<Integer, List<HttpResponse<String>>> byStatus = answers.stream()
			.map(CompletableFuture::join)
			.collect(Collectors.groupingBy(HttpResponse::statusCode));

		assertThat(byStatus).containsOnlyKeys(202, 422);
		assertThat(byStatus.get(202)).hasSize(1);
		UUID id = RunningService.id(byStatus.get(202).getFirst());
		int accepted = IntStream.range(0, 20)
			.filter((i) -> answers.get(i).join().statusCode() == 202)
			.findFirst()
			.getAsInt();
		assertThat(written(id).getFirst()).contains("\"order " + accepted + "\"");
	}

	@Test
	void answersAllWhoRepeatARequestAtOnceWithTheSameOrder() {
		List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 6)
			.mapToObj((i) -> ((i % 2 == 0) ? this.one : this.two).postAsync(anOrder().json(), HEADER, this.key))
			.toList();

		assertThat(answers).extracting((answer) -> answer.join().statusCode()).containsOnly(202);
		assertThat(answers.stream().map((answer) -> answer.join().body()).distinct()).hasSize(1);
	}

	@Test
	void knowsAKeyFromBeforeItsStart() {
		HttpResponse<String> again = this.two.post(anOrder().json(), HEADER, EARLY_KEY);
		HttpResponse<String> other = this.two.post(anOrder().priced("1").json(), HEADER, EARLY_KEY);

		assertThat(again.statusCode()).isEqualTo(202);
		assertThat(again.body()).isEqualTo(this.early.body());
		new Problem(422, "idempotency-key-reused").assertIs(other);
		assertThat(written(RunningService.id(this.early))).hasSize(1);
	}

	/** As kill -9 leaves the folder: nothing was closed. */
	@Test
	void knowsAKeyAfterAnUncleanEndWithoutReadingItAgain(@TempDir Path folder) throws IOException {
		FileSystemUtils.copyRecursively(this.one.state(), folder);

		try (RunningService restarted = RunningService.startAndAwaitReady(this.kafka.bootstrapServers(),
				"reparto.idempotency.state-dir=" + folder)) {
			HttpResponse<String> again = restarted.post(anOrder().json(), HEADER, EARLY_KEY);

			assertThat(again.body()).isEqualTo(this.early.body());
			assertThat(restarted.bean(MeterRegistry.class)
				.get("kafka.consumer.fetch.manager.records.consumed.total")
				.functionCounter()
				.count()).isZero();
		}
	}

	/**
	 * As the runbook changes it: everyone knew the next one already. A repetition comes
	 * at once; at the same moment, it would be two orders (decision 20).
	 */
	@Test
	void knowsAKeyThroughAChangeOfTheSecret() {
		try (RunningService changed = startWith(RunningService.NEXT_SECRET, RunningService.SECRET)) {
			HttpResponse<String> before = changed.post(anOrder().json(), HEADER, EARLY_KEY);
			HttpResponse<String> during = changed.post(anOrder().json(), HEADER, this.key);
			HttpResponse<String> elsewhere = this.one.post(anOrder().json(), HEADER, this.key);

			assertThat(before.body()).isEqualTo(this.early.body());
			assertThat(during.statusCode()).isEqualTo(202);
			assertThat(elsewhere.body()).isEqualTo(during.body());
		}
	}

	@Test
	void isBrokenWithASecretThatNobodyElseHas() {
		try (RunningService wrong = RunningService.start(List.of(ReaderTroubleTests.Broken.class),
				this.kafka.bootstrapServers(), "reparto.idempotency.secret=mistyped on this one",
				"reparto.idempotency.other-secrets=")) {
			await().atMost(Duration.ofSeconds(30)).until(wrong.bean(ReaderTroubleTests.Broken.class)::isSo);

			HttpResponse<String> answer = wrong.post(anOrder().json(), HEADER, EARLY_KEY);

			new Problem(503, "unavailable").assertIs(answer);
			assertThat(wrong.isReady()).isFalse();
		}
	}

	@Test
	void givesEachClientAKeyOfItsOwn() {
		try (RunningService gatewayNamesClients = RunningService.startAndAwaitReady(this.kafka.bootstrapServers(),
				"reparto.idempotency.client-header=Client")) {
			HttpResponse<String> ana = gatewayNamesClients.post(anOrder().json(), HEADER, this.key, "Client", "ana");
			HttpResponse<String> luis = gatewayNamesClients.post(anOrder().priced("1").json(), HEADER, this.key,
					"Client", "luis");
			HttpResponse<String> again = gatewayNamesClients.post(anOrder().json(), HEADER, this.key, "Client", "ana");
			HttpResponse<String> twoNames = gatewayNamesClients.post(anOrder().json(), HEADER, this.key, "Client",
					"ana", "Client", "luis");

			assertThat(List.of(ana.statusCode(), luis.statusCode())).containsOnly(202);
			assertThat(luis.body()).isNotEqualTo(ana.body());
			assertThat(again.body()).isEqualTo(ana.body());
			new Problem(400, "bad-request").assertIs(twoNames);
		}
	}

	private RunningService startWith(String secret, String other) {
		return RunningService.startAndAwaitReady(this.kafka.bootstrapServers(), "reparto.idempotency.secret=" + secret,
				"reparto.idempotency.other-secrets=" + other);
	}

	@Test
	void comparesThePriceAsItWasGiven() {
		HttpResponse<String> first = this.one.post(anOrder().priced("1e3").json(), HEADER, this.key);
		HttpResponse<String> again = this.one.post(anOrder().priced("1e3").json(), HEADER, this.key);
		HttpResponse<String> other = this.one.post(anOrder().priced("1000.0").json(), HEADER, this.key);

		assertThat(List.of(first.statusCode(), again.statusCode(), other.statusCode())).containsExactly(202, 202, 422);
	}

	@Test
	void passesOverRecordsThatAreNotOrders() throws Exception {
		String id = "00000000-0000-8000-8000-000000000001";
		write(id, "{\"price\":1e99999999999}".getBytes(UTF_8));
		write(id, null);
		write("another key", Json.write(anOrder().id(UUID.fromString(id)).requested()));

		HttpResponse<String> answer = this.one.post(anOrder().json(), HEADER, this.key);

		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(this.one.isAlive()).isTrue();
	}

	@Test
	void readsPastEveryRecordThatABrokerTakes() {
		OddRecord.requests(() -> anOrder().id(keyedId()))
			.forEach((odd) -> odd.write(this.kafka.bootstrapServers(), null));

		assertThat(this.one.post(anOrder().json(), HEADER, this.key).statusCode()).isEqualTo(202);
		try (RunningService late = RunningService.startAndAwaitReady(this.kafka.bootstrapServers())) {
			assertThat(late.post(anOrder().json(), HEADER, this.key).statusCode()).isEqualTo(202);
		}
	}

	/** Looks like that of an order with a key (version 8). */
	private static UUID keyedId() {
		return UUID.fromString(new StringBuilder(UUID.randomUUID().toString()).replace(14, 15, "8").toString());
	}

	private List<String> written(UUID id) {
		return this.topic.records()
			.stream()
			.filter((record) -> id.toString().equals(record.key()))
			.map(ConsumerRecord::value)
			.toList();
	}

	@SuppressWarnings("unchecked")
	private void write(String key, byte @Nullable [] value) throws Exception {
		this.one.bean(KafkaTemplate.class).send(Topics.ORDER_REQUESTS.name(), key, value).get();
	}

}
