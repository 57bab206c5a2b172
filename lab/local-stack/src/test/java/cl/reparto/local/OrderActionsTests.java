package cl.reparto.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * People act on orders, and the whole system does as they say. The orders are for later,
 * so that time does nothing to them meanwhile.
 */
@ExtendWith(RunningStack.Shared.class)
class OrderActionsTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final String REASON = "{\"reason\":\"me equivoqué\"}";

	private final HttpClient http = HttpClient.newHttpClient();

	private final RunningStack running;

	private String[] shop = {};

	private UUID order = new UUID(0, 0);

	OrderActionsTests(RunningStack running) {
		this.running = running;
	}

	@BeforeEach
	void order() throws Exception {
		this.shop = new String[] { "Authorization",
				"Bearer " + Files.readString(this.running.stack().shopKey()).strip() };
		String later = Instant.now().plus(Duration.ofHours(1)).toString();
		HttpResponse<String> taken = post(Service.REQUEST, "/orders",
				"{\"name\":\"sopaipillas\",\"price\":4500,\"email\":\"leo@example.com\",\"for\":\"" + later + "\"}");
		assertThat(taken.statusCode()).isEqualTo(202);
		this.order = UUID.fromString(JsonMapper.shared().readTree(taken.body()).get("id").stringValue());
		await().atMost(LIMIT).until(() -> status().has("version"));
	}

	@AfterEach
	void leave() {
		this.http.close();
	}

	@Test
	void aCustomerCancelsInTime() throws Exception {
		JsonNode seen = status();
		assertThat(seen.at("/actions/0/action").stringValue()).isEqualTo("cancel");
		assertThat(seen.has("expectedAt") && seen.has("for")).isTrue();

		HttpResponse<String> answer = act("cancel", REASON);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).contains("\"status\":\"cancelado\"", "\"cancelledBecause\":\"me equivoqué\"",
				"\"nextStatusAt\":null");
		assertThat(status().get("version").intValue()).isEqualTo(2);
	}

	@Test
	void aCustomerWhoCancelsTooLateIsToldWhereTheOrderIs() throws Exception {
		assertThat(act("advance", "{}", this.shop).statusCode()).isEqualTo(200);
		await().atMost(LIMIT).until(() -> !status().get("status").stringValue().equals("recibido"));

		HttpResponse<String> answer = act("cancel", REASON);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
		assertThat(answer.body()).contains("\"orderStatus\":");
		await().atMost(LIMIT).until(() -> status().get("status").stringValue().equals("finalizado"));
	}

	@Test
	void theShopMovesAnOrderOnOnlyFromWhereItThinksItIs() throws Exception {
		HttpResponse<String> stale = act("delay", "{\"by\":\"PT1M\"}", this.shop[0], this.shop[1], "If-Match", "\"7\"");
		HttpResponse<String> delayed = act("delay", "{\"by\":\"PT1M\"}", this.shop[0], this.shop[1], "If-Match",
				"\"1\"");

		assertThat(stale.statusCode()).as(stale.body()).isEqualTo(412);
		assertThat(delayed.statusCode()).as(delayed.body()).isEqualTo(200);
		assertThat(delayed.headers().firstValue("ETag")).contains("\"2\"");
		assertThat(act("cancel", REASON, this.shop).body()).contains("\"version\":3", "\"by\":\"shop\"");
	}

	private JsonNode status() throws Exception {
		HttpRequest ask = HttpRequest.newBuilder(address(Service.NOTIFICATION, "/orders/" + this.order + "/status"))
			.build();
		return JsonMapper.shared().readTree(this.http.send(ask, BodyHandlers.ofString()).body());
	}

	private HttpResponse<String> act(String action, String body, String... headers) throws Exception {
		return post(Service.NOTIFICATION, "/orders/" + this.order + "/" + action, body, headers);
	}

	private HttpResponse<String> post(Service service, String path, String body, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(address(service, path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	private URI address(Service service, String path) {
		return this.running.stack().service(service, 1).address().resolve(path);
	}

}
