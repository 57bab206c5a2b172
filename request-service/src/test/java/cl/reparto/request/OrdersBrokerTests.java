package cl.reparto.request;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.model.Topics;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service with a real broker that is well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersBrokerTests {

	private final TestKafka kafka = TestKafka.shared();

	private final TopicReader<String, String> topic = TopicReader.ofStrings(this.kafka.bootstrapServers(),
			Topics.ORDER_REQUESTS.name());

	private RunningService service;

	@BeforeAll
	void start() {
		this.service = RunningService.startAndAwaitReady(this.kafka.bootstrapServers());
	}

	@AfterAll
	void stop() {
		this.service.close();
		this.topic.close();
	}

	@ParameterizedTest
	@CsvSource({ "12990.50, 12990.50", "214888.6892292968, 214888.6892292968", "1e3, 1000", "1E-7, 0.0000001" })
	void hasTheOrderInTheTopicWhenItAnswers(String given, String written) {
		Instant before = Instant.now();

		HttpResponse<String> answer = this.service
			.post(anOrder().named("Empanadas").priced(given).mailedTo("ana@example.cl").json());

		assertThat(answer.statusCode()).isEqualTo(202);
		UUID id = RunningService.id(answer);
		List<String> records = this.topic.records()
			.stream()
			.filter((record) -> id.toString().equals(record.key()))
			.map(ConsumerRecord::value)
			.toList();
		assertThat(records).hasSize(1);
		String requestedAt = records.getFirst().replaceFirst(".*\"requestedAt\":\"([^\"]*)\".*", "$1");
		assertThat(records.getFirst()).isEqualTo("""
				{"id":"%s","name":"Empanadas","price":%s,"email":"ana@example.cl","requestedAt":"%s"}""".formatted(id,
				written, requestedAt));
		assertThat(Instant.parse(requestedAt)).isBetween(before, Instant.now());
	}

	@Test
	@Tag("container")
	void knowsWhereKafkaPutsAnOrder() {
		UUID id = RunningService.id(this.service.post(anOrder().json()));

		assertThat(this.topic.records()).filteredOn((record) -> id.toString().equals(record.key()))
			.extracting(ConsumerRecord::partition)
			.containsExactly(OrderIds.partition(id, 5));
	}

	@Test
	void writesNothingThatItRefuses() {
		int before = this.topic.records().size();

		this.service.post("{\"name\":\"a\",\"price\":0,\"email\":\"a@b.cl\"}");
		this.service.post("{");

		assertThat(this.topic.records()).hasSize(before);
	}

	@Test
	void hasNothingToSayWhenAllIsWell() {
		try (CapturedLog log = new CapturedLog()) {
			try (RunningService other = RunningService.startAndAwaitReady(this.kafka.bootstrapServers())) {
				other.post(anOrder().json(), "Idempotency-Key", UUID.randomUUID().toString());
				other.post("{");
				other.get("/orders");
				other.get("/openapi.yml");
			}

			assertThat(log.lines()).isEmpty();
		}
	}

	@Test
	void isReadyAndAlive() {
		assertThat(this.service.isReady()).isTrue();
		assertThat(this.service.isAlive()).isTrue();
	}

	@Test
	void saysInItsMetricsThatItIsReady() {
		assertThat(this.service.actuator("/actuator/prometheus").body()).contains("reparto_ready 1.0");
	}

	@Test
	void showsHealthInfoAndPrometheusAndNothingElse() {
		assertThat(this.service.actuator("/actuator/health").statusCode()).isEqualTo(200);
		assertThat(this.service.actuator("/actuator/info").statusCode()).isEqualTo(200);
		assertThat(this.service.actuator("/actuator/prometheus").statusCode()).isEqualTo(200);
		assertThat(this.service.actuator("/actuator/env").statusCode()).isEqualTo(404);
		assertThat(this.service.actuator("/actuator").statusCode()).isEqualTo(404);
	}

	@Test
	void countsWhatItDoes() {
		String key = UUID.randomUUID().toString();
		this.service.post(anOrder().json(), "Idempotency-Key", key);
		this.service.post(anOrder().json(), "Idempotency-Key", key);
		this.service.post("{");

		String metrics = this.service.actuator("/actuator/prometheus").body();

		assertThat(metrics).containsPattern("(?m)^reparto_orders_accepted_total [1-9]")
			.containsPattern("(?m)^reparto_orders_repeated_total [1-9]")
			.containsPattern("(?m)^reparto_requests_refused_total\\{reason=\"malformed-body\"} [1-9]")
			.containsPattern("(?m)^reparto_orders_append_seconds_bucket\\{le=\"\\+Inf\"} [1-9]")
			.containsPattern("(?m)^http_server_requests_seconds_bucket\\{.*uri=\"/orders\",le=\"\\+Inf\"} [1-9]");
	}

}
