package cl.reparto.request;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import cl.reparto.local.broker.TestKafka;

import static cl.reparto.request.AnOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service while the broker does not answer, and after.
 */
@Tag("kafka")
class BrokerAwayTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final TestKafka kafka = TestKafka.shared();

	@AfterEach
	void resume() {
		this.kafka.resume();
	}

	/** With a buffer of one batch, most of the crowd waits for room in it. */
	@ParameterizedTest
	@ValueSource(strings = { "32MB", "64KB" })
	void asksACrowdToTryAgainWithinFiveSecondsAndRecoversByItself(String buffer) {
		try (RunningService service = RunningService.startAndAwaitReady(this.kafka.bootstrapServers(),
				"spring.kafka.producer.buffer-memory=" + buffer)) {
			this.kafka.pause();

			List<CompletableFuture<TimedAnswer>> crowd = IntStream.range(0, 300)
				.mapToObj((i) -> (i % 2 == 0) ? post(service) : post(service, "Idempotency-Key", key()))
				.toList();

			assertThat(crowd).extracting(CompletableFuture::join)
				.allSatisfy((answer) -> assertThat(answer.time()).isLessThan(Duration.ofSeconds(5)))
				.allSatisfy((answer) -> assertUnavailable(answer.response()));
			this.kafka.resume();
			await().atMost(SOON).until(() -> post(service).join().response().statusCode() == 202);
			await().atMost(SOON)
				.until(() -> post(service, "Idempotency-Key", key()).join().response().statusCode() == 202);
		}
	}

	@Test
	void asksToTryAgainWithinFiveSecondsWhenItNeverFoundTheBroker() {
		try (RunningService service = RunningService.start("localhost:1")) {
			service.bean(KafkaOrderLog.class).open();

			TimedAnswer answer = post(service).join();

			assertUnavailable(answer.response());
			assertThat(answer.time()).isLessThan(Duration.ofSeconds(5));
		}
	}

	@Test
	void saysInItsMetricsThatItIsNotReadyWhenItNeverFoundTheBroker() {
		try (RunningService service = RunningService.start("localhost:1")) {
			assertThat(service.actuator("/actuator/prometheus").body()).contains("reparto_ready 0.0");
		}
	}

	@Test
	void asksKafkaForNothingBeforeTheTopicIsThere() {
		try (RunningService service = RunningService.start("localhost:1")) {
			assertUnavailable(post(service).join().response());

			assertThat(service.bean(MeterRegistry.class).find("kafka.producer.connection.count").meter()).isNull();
		}
	}

	@Test
	void saysInOneLineWhatIsWrongAndNothingOfTheCustomer() {
		try (RunningService service = RunningService.start("localhost:1"); CapturedLog log = new CapturedLog()) {
			service.bean(KafkaOrderLog.class).open();

			post(service).join();

			assertThat(log.lines()).singleElement()
				.asString()
				.contains("Kafka does not take orders")
				.doesNotContain("ana@example.cl", "Empanadas", "12990");
		}
	}

	@Test
	void isNotReadyButAliveWhileTheBrokerIsAway() {
		try (RunningService service = RunningService.startAndAwaitReady(this.kafka.bootstrapServers())) {
			this.kafka.pause();

			assertThat(service.isReady()).isFalse();
			assertThat(service.isAlive()).isTrue();

			this.kafka.resume();
			await().atMost(SOON).until(service::isReady);
		}
	}

	@Test
	void startsWithoutTheBrokerAndIsWellAsSoonAsTheBrokerIs() {
		this.kafka.pause();
		try (RunningService service = RunningService.start(this.kafka.bootstrapServers())) {
			assertThat(service.isReady()).isFalse();
			assertThat(service.isAlive()).isTrue();
			assertUnavailable(post(service).join().response());

			this.kafka.resume();

			await().atMost(SOON).until(service::isReady);
			assertThat(post(service).join().response().statusCode()).isEqualTo(202);
		}
	}

	@Test
	void stillKnowsKeysWhileTheBrokerIsAway() {
		String key = key();
		try (RunningService service = RunningService.startAndAwaitReady(this.kafka.bootstrapServers())) {
			HttpResponse<String> first = service.post(anOrder().json(), "Idempotency-Key", key);
			this.kafka.pause();

			HttpResponse<String> again = service.post(anOrder().json(), "Idempotency-Key", key);

			assertThat(again.statusCode()).isEqualTo(202);
			assertThat(again.body()).isEqualTo(first.body());
		}
	}

	@Test
	void answersWhoIsWaitingBeforeItStops() {
		RunningService service = RunningService.startAndAwaitReady(this.kafka.bootstrapServers());
		this.kafka.pause();
		CompletableFuture<TimedAnswer> waiting = post(service, "Idempotency-Key", key());
		await().until(() -> service.takingOrders() == 1);

		CompletableFuture<Void> stopping = CompletableFuture.runAsync(service::close);
		await().until(() -> !service.isListening());
		this.kafka.resume();

		assertThat(waiting.join().response().statusCode()).isEqualTo(202);
		assertThat(stopping).succeedsWithin(SOON);
	}

	private static CompletableFuture<TimedAnswer> post(RunningService service, String... headers) {
		long start = System.nanoTime();
		return service.postAsync(anOrder().json(), headers)
			.thenApply((response) -> new TimedAnswer(response, Duration.ofNanos(System.nanoTime() - start)));
	}

	private static void assertUnavailable(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.headers().firstValue("Retry-After")).get().asString().matches("[1-9][0-9]*");
		assertThat(answer.body()).contains("urn:reparto:problem:unavailable");
	}

	private static String key() {
		return UUID.randomUUID().toString();
	}

	private record TimedAnswer(HttpResponse<String> response, Duration time) {
	}

}
