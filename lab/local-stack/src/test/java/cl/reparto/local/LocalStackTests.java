package cl.reparto.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import cl.reparto.local.mail.ReceivedMail;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The promises of the whole system, seen from outside.
 */
class LocalStackTests {

	private static final int ORDERS = 200;

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final List<Status> ALL = List.of(Status.values());

	@TempDir
	private static Path folder;

	private static LocalStack stack;

	private static final Customers CUSTOMERS = new Customers();

	@BeforeAll
	static void start() {
		StackOptions options = StackOptions.in(folder.resolve("data"))
			.withAnyPorts()
			.with(Service.NOTIFICATION, 2)
			.withStages(Stages.parse("300ms"));
		stack = LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options, System.out::println);
		stack.start();
	}

	@AfterAll
	static void stop() {
		CUSTOMERS.close();
		stack.close();
	}

	@Test
	void walksEveryOrderAndTellsItsCustomerOnce() throws Exception {
		Map<UUID, String> orders = order();

		assertWalked(orders.keySet());
		assertNotified(orders.keySet());
		assertMailed(orders);
		assertSameViewEverywhere(orders.keySet());
	}

	/** Orders from several customers at a time. */
	private static Map<UUID, String> order() throws Exception {
		Map<UUID, String> orders = new LinkedHashMap<>();
		try (ExecutorService crowd = Executors.newFixedThreadPool(8)) {
			List<Future<Map.Entry<UUID, String>>> answers = new ArrayList<>();
			for (int i = 0; i < ORDERS; i++) {
				answers.add(crowd.submit(() -> {
					String email = UUID.randomUUID() + "@example.com";
					return Map.entry(CUSTOMERS.order(stack, email), email);
				}));
			}
			for (Future<Map.Entry<UUID, String>> answer : answers) {
				orders.put(answer.get().getKey(), answer.get().getValue());
			}
		}
		assertThat(orders).as("ids").hasSize(ORDERS);
		return orders;
	}

	private static void assertWalked(Set<UUID> orders) {
		try (Records<OrderProgress> records = new Records<>(stack.bootstrapServers(), Topics.ORDER_PROCESSING)) {
			await().atMost(LIMIT)
				.untilAsserted(() -> assertThat(records.of(orders)).allSatisfy(
						(order) -> assertThat(order).extracting(OrderProgress::status).endsWith(Status.FINALIZADO)));
			assertThat(records.of(orders))
				.allSatisfy((order) -> assertThat(order).extracting(OrderProgress::status).isEqualTo(ALL));
		}
	}

	private static void assertNotified(Set<UUID> orders) {
		try (Records<OrderNotified> records = new Records<>(stack.bootstrapServers(), Topics.ORDER_NOTIFICATIONS)) {
			await().atMost(LIMIT)
				.untilAsserted(() -> assertThat(records.of(orders)).allSatisfy(
						(order) -> assertThat(order).extracting(OrderNotified::status).containsExactlyElementsOf(ALL)));
		}
	}

	/** Every status was mailed, and none twice. */
	private static void assertMailed(Map<UUID, String> orders) {
		Set<String> expected = orders.keySet()
			.stream()
			.flatMap((id) -> ALL.stream().map((status) -> "<" + id + "." + status.version() + "@reparto.example>"))
			.collect(Collectors.toSet());
		await().atMost(LIMIT).untilAsserted(() -> assertThat(messageIds(orders)).containsAll(expected));
		assertThat(messageIds(orders)).containsExactlyInAnyOrderElementsOf(expected);
	}

	private static List<String> messageIds(Map<UUID, String> orders) {
		Set<String> customers = Set.copyOf(orders.values());
		return stack.mailbox()
			.mails()
			.stream()
			.filter((mail) -> customers.contains(mail.to()))
			.map(ReceivedMail::messageId)
			.toList();
	}

	private static void assertSameViewEverywhere(Set<UUID> orders) {
		await().atMost(LIMIT).untilAsserted(() -> {
			for (UUID id : orders) {
				JsonNode view = CUSTOMERS.status(stack, 1, id);
				assertThat(view.path("status").asString("")).isEqualTo(Status.FINALIZADO.wireName());
				assertThat(CUSTOMERS.status(stack, 2, id)).isEqualTo(view);
			}
		});
	}

}
