package cl.reparto.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;

import cl.reparto.local.mail.ReceivedMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole system as it starts, seen from outside; its promises are the fault tests' to
 * audit.
 */
@ExtendWith(RunningStack.Shared.class)
class LocalStackTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private final HttpClient http = HttpClient.newHttpClient();

	private final RunningStack running;

	LocalStackTests(RunningStack running) {
		this.running = running;
	}

	@AfterEach
	void leave() {
		this.http.close();
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

	/** The tests of each module call the repository by another name. */
	@Test
	void aServiceStartsFromTheCacheThatAllShare() {
		long pid = this.running.stack().service(Service.REQUEST, 1).process().pid();

		assertThat(ProcessHandle.of(pid).orElseThrow().info().arguments().orElseThrow())
			.anyMatch((argument) -> argument.startsWith("-XX:AOTCache="))
			.noneMatch((argument) -> argument.contains("/../"));
	}

	/** The JVM would say more, in a form of its own. */
	@ParameterizedTest
	@EnumSource
	void aServiceWritesNothingButItsLog(Service service) throws IOException {
		Path log = this.running.stack().service(service, 1).process().log();

		assertThat(Files.readAllLines(log)).isNotEmpty().allMatch((line) -> line.startsWith("{"));
	}

	/** Several need it at once when a system is new. */
	@Test
	void aBrokerDoesNotComplainThatATopicOfItsOwnIsThere() throws IOException {
		Path log = this.running.stack().brokers().getFirst().log();

		assertThat(Files.readString(log)).doesNotContain("TOPIC_ALREADY_EXISTS");
	}

	@Test
	void mailsEveryStatusOfAnOrderIntoTheInbox() throws Exception {
		UUID id = order("eva@example.com");

		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(this.running.stack().mailbox().mails())
				.filteredOn((mail) -> mail.to().equals("eva@example.com"))
				.extracting(ReceivedMail::messageId)
				.containsExactly(messageId(id, 4), messageId(id, 3), messageId(id, 2), messageId(id, 1)));
	}

	private static String messageId(UUID id, int version) {
		return "<" + id + "." + version + "@reparto.example>";
	}

	@Test
	void ordersWalkOnAfterTheWholeStackWasStopped() {
		await().atMost(LIMIT).until(() -> status(this.running.orderFromBefore()), "finalizado"::equals);
	}

	private UUID order(String email) throws Exception {
		HttpResponse<String> answer = send(Service.REQUEST, "/orders",
				(request) -> request.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString(anOrder().mailedTo(email).json())));
		assertThat(answer.statusCode()).isEqualTo(202);
		return UUID.fromString(JsonMapper.shared().readTree(answer.body()).get("id").stringValue());
	}

	private String status(UUID id) throws Exception {
		HttpResponse<String> answer = send(Service.NOTIFICATION, "/orders/" + id + "/status", HttpRequest.Builder::GET);
		return JsonMapper.shared().readTree(answer.body()).path("status").asString("");
	}

	private HttpResponse<String> send(Service service, String path, UnaryOperator<HttpRequest.Builder> how)
			throws Exception {
		URI address = this.running.stack().service(service, 1).address().resolve(path);
		return this.http.send(how.apply(HttpRequest.newBuilder(address)).build(), BodyHandlers.ofString());
	}

}
