package cl.reparto.request;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import cl.reparto.local.broker.TestKafka;

import static cl.reparto.request.AnOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * One key is one order: on every instance, at once, and after a restart.
 */
@Tag("kafka")
class IdempotencyBrokerTests {

	private static final String HEADER = "Idempotency-Key";

	private final TestKafka kafka = TestKafka.shared();

	private final OrderRequestsTopic topic = new OrderRequestsTopic(this.kafka);

	private final String key = UUID.randomUUID().toString();

	@Test
	void givesAKeyTheSameOrderOnAnotherInstance() {
		try (RunningService one = start(); RunningService two = start()) {
			HttpResponse<String> first = one.post(anOrder().json(), HEADER, this.key);
			HttpResponse<String> again = two.post(anOrder().json(), HEADER, this.key);

			assertThat(first.statusCode()).isEqualTo(202);
			assertThat(again.statusCode()).isEqualTo(202);
			assertThat(again.body()).isEqualTo(first.body());
		}
	}

	@Test
	void takesOneOfManyContentsThatCompeteForAKeyOnTwoInstances() {
		try (RunningService one = start(); RunningService two = start()) {
			List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
				.mapToObj((i) -> ((i % 2 == 0) ? one : two).postAsync(anOrder().named("order " + i).json(), HEADER,
						this.key))
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
			assertThat(this.topic.of(id).getFirst()).contains("\"order " + accepted + "\"");
		}
	}

	@Test
	void answersAllWhoRepeatARequestAtOnceWithTheSameOrder() {
		try (RunningService one = start(); RunningService two = start()) {
			List<CompletableFuture<HttpResponse<String>>> answers = Stream.of(one, two, one, two, one, two)
				.map((service) -> service.postAsync(anOrder().json(), HEADER, this.key))
				.toList();

			assertThat(answers).extracting((answer) -> answer.join().statusCode()).containsOnly(202);
			assertThat(answers.stream().map((answer) -> answer.join().body()).distinct()).hasSize(1);
		}
	}

	@Test
	void remembersAKeyAfterARestart() {
		HttpResponse<String> first;
		try (RunningService service = start()) {
			first = service.post(anOrder().json(), HEADER, this.key);
		}
		try (RunningService restarted = start()) {
			HttpResponse<String> again = restarted.post(anOrder().json(), HEADER, this.key);
			HttpResponse<String> other = restarted.post(anOrder().priced("1").json(), HEADER, this.key);

			assertThat(again.statusCode()).isEqualTo(202);
			assertThat(again.body()).isEqualTo(first.body());
			assertThat(other.statusCode()).isEqualTo(422);
			assertThat(this.topic.of(RunningService.id(first))).hasSize(1);
		}
	}

	@Test
	void comparesThePriceAsItWasGiven() {
		try (RunningService service = start()) {
			HttpResponse<String> first = service.post(anOrder().priced("1e3").json(), HEADER, this.key);
			HttpResponse<String> again = service.post(anOrder().priced("1e3").json(), HEADER, this.key);
			HttpResponse<String> other = service.post(anOrder().priced("1000.0").json(), HEADER, this.key);

			assertThat(List.of(first.statusCode(), again.statusCode(), other.statusCode())).containsExactly(202, 202,
					422);
		}
	}

	@Test
	void passesOverRecordsThatAreNotOrders() throws Exception {
		try (RunningService service = start()) {
			String id = service.bean(OrderIds.class).derived(new IdempotencyKey(this.key)).toString();
			this.topic.write(id, "{\"price\":1e99999999999}");
			this.topic.write(id, null);
			this.topic.write("another key", anOrderWithId(id));

			HttpResponse<String> answer = service.post(anOrder().json(), HEADER, this.key);

			assertThat(answer.statusCode()).isEqualTo(202);
			assertThat(service.isAlive()).isTrue();
		}
	}

	private static String anOrderWithId(String id) {
		return """
				{"id":"%s","name":"a","price":1,"email":"a@b.cl","requestedAt":"2026-01-01T00:00:00Z"}""".formatted(id);
	}

	private RunningService start() {
		return RunningService.startAndAwaitReady(this.kafka.bootstrapServers());
	}

}
