package cl.reparto.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.mail.ReceivedMail;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The promises of the whole system, seen from outside.
 */
@ExtendWith(RunningStack.Shared.class)
class LocalStackTests {

	private static final int ORDERS = 200;

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final List<Status> ALL = List.of(Status.values());

	private final Customers customers = new Customers();

	private final RunningStack running;

	LocalStackTests(RunningStack running) {
		this.running = running;
	}

	@AfterEach
	void leave() {
		this.customers.close();
	}

	@Test
	void aServiceThatCameBeforeTheBrokersGetsReadyByItself() {
		assertThat(this.running.wasReadyWithoutBrokers()).isFalse();
		assertThat(this.running.wasReadyWithoutARestart()).isTrue();
	}

	@Test
	void aBrokerRunsWithItsOverrides() {
		LocalStack stack = this.running.stack();

		assertThat(stack.bootstrapServers()).startsWith("localhost:");
		long pid = stack.brokers().getFirst().pid();
		assertThat(ProcessHandle.of(pid).orElseThrow().info().arguments().orElseThrow())
			.contains("-Doverridden=broker-1");
	}

	@Test
	void walksEveryOrderAndTellsItsCustomerOnce() throws Exception {
		Map<UUID, String> orders = order();

		assertTold(orders.keySet(), Topics.ORDER_PROCESSING, OrderProgress::status);
		assertTold(orders.keySet(), Topics.ORDER_NOTIFICATIONS, OrderNotified::status);
		assertMailed(orders);
		assertSameViewEverywhere(orders.keySet());
	}

	@Test
	void ordersWalkOnAfterTheWholeStackWasStopped() throws Exception {
		UUID id = this.customers.order(this.running.stack(), "ana@example.com");
		await().atMost(LIMIT).until(() -> status(id), "recibido"::equals);

		this.running.startAnew();

		await().atMost(LIMIT).until(() -> status(id), "finalizado"::equals);
	}

	private String status(UUID id) throws Exception {
		return this.customers.status(this.running.stack(), 1, id).path("status").asString("");
	}

	/** Orders from several customers at a time. */
	private Map<UUID, String> order() throws Exception {
		Callable<Map.Entry<UUID, String>> one = () -> {
			String email = UUID.randomUUID() + "@example.com";
			return Map.entry(this.customers.order(this.running.stack(), email), email);
		};
		Map<UUID, String> orders = new LinkedHashMap<>();
		try (ExecutorService crowd = Executors.newFixedThreadPool(8)) {
			for (Future<Map.Entry<UUID, String>> answer : crowd
				.invokeAll(Stream.generate(() -> one).limit(ORDERS).toList())) {
				orders.put(answer.get().getKey(), answer.get().getValue());
			}
		}
		assertThat(orders).as("ids").hasSize(ORDERS);
		return orders;
	}

	/** A topic has every status of each order once, in order. */
	private <V> void assertTold(Set<UUID> orders, Topic<V> topic, Function<V, Status> status) {
		try (var reader = new TopicReader<>(this.running.stack().bootstrapServers(), new StringDeserializer(),
				new ByteArrayDeserializer(), topic.name())) {
			await().atMost(LIMIT).untilAsserted(() -> {
				Map<UUID, List<Status>> told = reader.records()
					.stream()
					.filter((record) -> orders.contains(UUID.fromString(record.key())))
					.collect(Collectors.groupingBy((record) -> UUID.fromString(record.key()), Collectors
						.mapping((record) -> status.apply(topic.read(record.value())), Collectors.toList())));
				assertThat(told.keySet()).isEqualTo(orders);
				assertThat(told.values()).containsOnly(ALL);
			});
		}
	}

	/** Every status was mailed, and none twice. */
	private void assertMailed(Map<UUID, String> orders) {
		Set<String> expected = orders.keySet()
			.stream()
			.flatMap((id) -> ALL.stream().map((status) -> "<" + id + "." + status.version() + "@reparto.example>"))
			.collect(Collectors.toSet());
		await().atMost(LIMIT).untilAsserted(() -> assertThat(messageIds(orders)).containsAll(expected));
		assertThat(messageIds(orders)).containsExactlyInAnyOrderElementsOf(expected);
	}

	private List<String> messageIds(Map<UUID, String> orders) {
		Set<String> customers = Set.copyOf(orders.values());
		return this.running.stack()
			.mailbox()
			.mails()
			.stream()
			.filter((mail) -> customers.contains(mail.to()))
			.map(ReceivedMail::messageId)
			.toList();
	}

	private void assertSameViewEverywhere(Set<UUID> orders) {
		await().atMost(LIMIT).untilAsserted(() -> {
			for (UUID id : orders) {
				JsonNode view = this.customers.status(this.running.stack(), 1, id);
				assertThat(view.path("status").asString("")).isEqualTo(Status.FINALIZADO.wireName());
				assertThat(this.customers.status(this.running.stack(), 2, id)).isEqualTo(view);
			}
		});
	}

}
