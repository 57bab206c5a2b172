package cl.reparto.faults.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real stack notices what its links do.
 */
class LinkedStackTests {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	@TempDir
	private static Path folder;

	private static Links links;

	private static LocalStack stack;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeAll
	static void start() {
		links = new Links(folder);
		StackOptions options = StackOptions.in(folder.resolve("data"))
			.withAnyPorts()
			.withBrokers(3)
			.with(Service.PROCESSING, 0)
			.with(Service.NOTIFICATION, 0)
			.withMail(false)
			.withSurroundings(links);
		stack = LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options, System.out::println);
		stack.start();
	}

	@AfterAll
	static void stop() {
		stack.close();
		links.close();
	}

	@AfterEach
	void hangUp() {
		this.http.shutdownNow();
	}

	@Test
	void aServiceCutFromTheBrokersTakesNoOrders() throws Exception {
		awaitTaken();

		links.isolate("request-1");

		assertThat(order()).isEqualTo(503);
		links.heal();
		awaitTaken();
	}

	@Test
	void brokersCutFromEachOtherTakeNoOrders() throws Exception {
		awaitTaken();

		links.cutBrokersFromEachOther();

		assertThat(order()).isEqualTo(503);
		links.heal();
		awaitTaken();
	}

	private void awaitTaken() {
		await().atMost(LIMIT).until(this::order, (status) -> status == 202);
	}

	private int order() throws IOException, InterruptedException {
		URI orders = stack.service(Service.REQUEST, 1).address().resolve("/orders");
		HttpRequest request = HttpRequest.newBuilder(orders)
			.timeout(LIMIT)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers
				.ofString("{\"name\":\"Empanadas de pino\",\"price\":12990,\"email\":\"ana@example.com\"}"))
			.build();
		return this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

}
