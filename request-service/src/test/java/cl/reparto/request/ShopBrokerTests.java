package cl.reparto.request;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.kafka.core.KafkaTemplate;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.model.Topics;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is said of the shop on one instance stands on every other, and after a start.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopBrokerTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final String CLOSED = "{\"closed\":true,\"reason\":\"Se cortó el gas\"}";

	private final TestKafka kafka = TestKafka.shared();

	private RunningService one;

	private RunningService two;

	@BeforeAll
	void start() {
		this.one = RunningService.startAndAwaitReady(this.kafka.bootstrapServers());
		this.two = RunningService.startAndAwaitReady(this.kafka.bootstrapServers());
	}

	/** The broker is all tests'. */
	@AfterEach
	void open() {
		this.one.sayShop("{}");
		awaitOnTwo("\"open\":true,\"pace\":1,");
	}

	@AfterAll
	void stop() {
		this.one.close();
		this.two.close();
	}

	@Test
	void standsAtOnceWhereItWasSaidAndSoonEverywhere() {
		HttpResponse<String> said = this.one.sayShop(CLOSED);

		assertThat(said.statusCode()).isEqualTo(200);
		new Problem(503, "shop-closed").assertIs(this.one.post(anOrder().json()));
		awaitOnTwo("Se cortó el gas");
		new Problem(503, "shop-closed").assertIs(this.two.post(anOrder().json()));
	}

	@Test
	void standsFromTheFirstMomentOfAnInstanceThatIsReady() {
		this.one.sayShop("{\"pace\":2}");
		this.one.sayShop(CLOSED);

		try (RunningService third = RunningService.startAndAwaitReady(this.kafka.bootstrapServers())) {
			assertThat(third.get("/shop").body()).contains("Se cortó el gas").contains("\"pace\":1,");
		}
	}

	@Test
	void isTheLastWordWhoeverSaysIt() {
		this.one.sayShop("{\"pace\":2}");
		this.two.sayShop("{\"pace\":3}");

		await().atMost(SOON).until(() -> this.one.get("/shop").body().contains("\"pace\":3"));
		assertThat(this.two.get("/shop").body()).contains("\"pace\":3");
	}

	@Test
	void doesNotMatterToAnOrderThatWasTakenBefore() {
		String key = UUID.randomUUID().toString();
		HttpResponse<String> first = this.one.post(anOrder().json(), "Idempotency-Key", key);
		this.one.sayShop(CLOSED);

		HttpResponse<String> again = this.one.post(anOrder().json(), "Idempotency-Key", key);

		assertThat(again.statusCode()).isEqualTo(202);
		assertThat(again.body()).isEqualTo(first.body());
		new Problem(503, "shop-closed")
			.assertIs(this.one.post(anOrder().json(), "Idempotency-Key", UUID.randomUUID().toString()));
	}

	@Test
	void makesNoOtherOrderOfOneThatComesAgainAtAnotherPace() {
		String key = UUID.randomUUID().toString();
		this.one.sayShop("{\"pace\":2}");
		HttpResponse<String> first = this.one.post(anOrder().json(), "Idempotency-Key", key);
		this.one.sayShop("{\"pace\":1.5}");

		HttpResponse<String> again = this.one.post(anOrder().json(), "Idempotency-Key", key);

		assertThat(first.statusCode()).isEqualTo(202);
		assertThat(again.body()).isEqualTo(first.body());
	}

	@Test
	void writesThePaceAndWhenItIsWanted() {
		this.one.sayShop("{\"pace\":1.5}");
		Instant wanted = Instant.now().plusSeconds(3600);

		UUID id = RunningService.id(this.one.post(wanted(wanted)));

		try (var orders = TopicReader.ofStrings(this.kafka.bootstrapServers(), Topics.ORDER_REQUESTS.name())) {
			assertThat(orders.records()).filteredOn((record) -> id.toString().equals(record.key()))
				.singleElement()
				.extracting((record) -> record.value().replaceFirst(".*\"requestedAt\":\"[^\"]*\"", ""))
				.isEqualTo(",\"for\":\"" + wanted + "\",\"pace\":1.5}");
		}
	}

	@Test
	void takesAnotherTimeUnderTheSameKeyForAnotherOrder() {
		String key = UUID.randomUUID().toString();
		Instant wanted = Instant.now().plusSeconds(3600);
		HttpResponse<String> first = this.one.post(wanted(wanted), "Idempotency-Key", key);
		HttpResponse<String> again = this.one.post(wanted(wanted), "Idempotency-Key", key);

		assertThat(again.body()).isEqualTo(first.body());
		new Problem(422, "idempotency-key-reused")
			.assertIs(this.one.post(wanted(wanted.plusSeconds(60)), "Idempotency-Key", key));
		new Problem(422, "idempotency-key-reused").assertIs(this.one.post(anOrder().json(), "Idempotency-Key", key));
	}

	/** And hears on. */
	@Test
	void holdsOnWhereWhatFollowsCannotBeRead() {
		this.one.sayShop("{\"pace\":2}");

		write("{\"pace\":\"fast\"}".getBytes(UTF_8));
		write("{\"pace\":-1,\"closed\":false}".getBytes(UTF_8));

		try (RunningService third = RunningService.startAndAwaitReady(this.kafka.bootstrapServers())) {
			assertThat(third.get("/shop").body()).contains("\"pace\":2");
			assertThat(third.sayShop("{\"pace\":3}").body()).contains("\"pace\":3");
		}
	}

	@Test
	void isForgottenWithATombstone() {
		this.one.sayShop(CLOSED);

		write(null);

		awaitOnTwo("\"open\":true");
	}

	@SuppressWarnings("unchecked")
	private void write(byte @Nullable [] value) {
		this.one.bean(KafkaTemplate.class).send("shop", 0, "shop", value);
	}

	private void awaitOnTwo(String said) {
		await().atMost(SOON).until(() -> this.two.get("/shop").body().contains(said));
	}

	private static String wanted(Instant when) {
		return anOrder().json().replaceFirst("}$", ",\"for\":\"" + when + "\"}");
	}

}
