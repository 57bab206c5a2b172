package cl.reparto.request;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.Topics;
import cl.reparto.request.shop.StandInShop;
import cl.reparto.service.topics.AcknowledgedLog;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One service while the broker does not answer, and after: from its start without the
 * broker to its end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class BrokerAwayTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final int LAST = Integer.MAX_VALUE;

	private final TestKafka kafka = TestKafka.shared();

	private RunningService service;

	/**
	 * With a buffer of one batch, some of a crowd wait for Kafka's answer and most for
	 * room in the buffer.
	 */
	@BeforeAll
	void startWithoutTheBroker() {
		this.kafka.pause();
		this.service = RunningService.start(this.kafka.bootstrapServers(), "spring.kafka.producer.buffer-memory=64KB");
	}

	@AfterEach
	void resume() {
		this.kafka.resume();
	}

	@AfterAll
	void stop() {
		this.service.close();
	}

	@Test
	@Order(1)
	void asksKafkaForNothingBeforeTheTopicIsThereAndIsWellAsSoonAsTheBrokerIs() {
		assertThat(this.service.isReady()).isFalse();
		assertThat(this.service.isAlive()).isTrue();
		assertThat(this.service.actuator("/actuator/prometheus").body()).contains("reparto_ready 0.0");
		assertUnavailable(post().join());
		assertThat(this.service.bean(MeterRegistry.class).find("kafka.producer.connection.count").meter()).isNull();

		this.kafka.resume();

		await().atMost(SOON).until(this.service::isReady);
		assertThat(post().join().status()).isEqualTo(202);
	}

	@Test
	void startsWhileNoBrokersNameResolves() {
		try (RunningService alone = RunningService.start("kafka.invalid:9092")) {
			assertThat(alone.isReady()).isFalse();
			assertThat(alone.isAlive()).isTrue();
		}
	}

	@Test
	void asksACrowdToTryAgainWithinFiveSecondsAndRecoversByItself() {
		this.kafka.pause();

		List<CompletableFuture<TimedAnswer>> crowd = IntStream.range(0, 300)
			.mapToObj((i) -> (i % 2 == 0) ? post() : post("Idempotency-Key", key()))
			.toList();

		assertThat(crowd).allSatisfy((answer) -> assertUnavailable(answer.join()));
		this.kafka.resume();
		await().atMost(SOON).until(() -> post().join().status() == 202);
		await().atMost(SOON).until(() -> post("Idempotency-Key", key()).join().status() == 202);
	}

	@Test
	void isNotReadyButAliveWhileTheBrokerIsAway() {
		await().atMost(SOON).until(this.service::isReady);
		this.kafka.pause();

		assertThat(this.service.isReady()).isFalse();
		assertThat(this.service.isAlive()).isTrue();

		this.kafka.resume();
		await().atMost(SOON).until(this.service::isReady);
	}

	@Test
	void stillKnowsKeysWhileTheBrokerIsAway() {
		String key = key();
		TimedAnswer first = post("Idempotency-Key", key).join();
		this.kafka.pause();

		TimedAnswer again = post("Idempotency-Key", key).join();

		assertThat(again.status()).isEqualTo(202);
		assertThat(again.response().body()).isEqualTo(first.response().body());
	}

	@Test
	void saysInOneLineThatItNeverFoundTheBrokerAndAnswersInTimeAllTheSame() {
		try (RunningService lost = RunningService.start(List.of(StandInShop.class), "localhost:1");
				CapturedLog log = new CapturedLog()) {
			lost.bean(AcknowledgedLog.class).open(List.of(Topics.ORDER_REQUESTS));

			assertUnavailable(post(lost).join());
			assertUnavailable(post(lost).join());

			assertThat(log.lines()).singleElement()
				.asString()
				.contains("Kafka does not take orders")
				.doesNotContain("ana@example.cl", "Empanadas", "12990");
		}
	}

	@Test
	@Order(LAST)
	void answersWhoIsWaitingBeforeItStops() {
		await().atMost(SOON).until(() -> post().join().status() == 202);
		this.kafka.pause();
		CompletableFuture<TimedAnswer> waiting = post("Idempotency-Key", key());
		await().until(() -> this.service.takingOrders() == 1);

		CompletableFuture<Void> stopping = CompletableFuture.runAsync(this.service::close);
		await().until(() -> !this.service.isListening());
		this.kafka.resume();

		assertThat(waiting.join().status()).isEqualTo(202);
		assertThat(stopping).succeedsWithin(SOON);
	}

	private CompletableFuture<TimedAnswer> post(String... headers) {
		return post(this.service, headers);
	}

	private static CompletableFuture<TimedAnswer> post(RunningService service, String... headers) {
		long start = System.nanoTime();
		return service.postAsync(anOrder().json(), headers)
			.thenApply((response) -> new TimedAnswer(response, Duration.ofNanos(System.nanoTime() - start)));
	}

	private static void assertUnavailable(TimedAnswer answer) {
		new Problem(503, "unavailable").assertIs(answer.response());
		assertThat(answer.response().headers().firstValue("Retry-After")).get().asString().matches("[1-9][0-9]*");
		assertThat(answer.time()).isLessThan(Duration.ofSeconds(5));
	}

	private static String key() {
		return UUID.randomUUID().toString();
	}

	private record TimedAnswer(HttpResponse<String> response, Duration time) {

		int status() {
			return this.response.statusCode();
		}

	}

}
