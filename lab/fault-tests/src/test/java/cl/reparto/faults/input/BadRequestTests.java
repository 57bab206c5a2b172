package cl.reparto.faults.input;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.local.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Requests whose method, address or headers are bad.
 */
class BadRequestTests {

	private static final RunningSystem SYSTEM = RunningSystem.shared();

	@AfterAll
	static void nothingOfItIsPublishedOrLogged() {
		SYSTEM.assertInOrder();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusesTheHeader(String sentence, int status, String kind, String[] headers) {
		HttpResponse<String> answer = SYSTEM.post(Draft.order().bytes(), headers);

		Problem.of(status, kind).assertIs(answer);
	}

	static Stream<Arguments> refusesTheHeader() {
		return Stream.of( //
				type("text/plain"), type("application/x-www-form-urlencoded"), type("multipart/form-data; boundary=x"),
				type("application/json; charset=UTF-16"), type("application/json; charset=nonsense"), type("nonsense"),
				accept("text/html"), accept("nonsense"), key("is empty", ""), key("is an empty string", "\"\""),
				key("is too long", "k".repeat(256)), key("has a comma", "a, b"), key("is not closed", "\"a"),
				arguments("a key is given twice", 400, "invalid-idempotency-key",
						new String[] { "Idempotency-Key", "a", "Idempotency-Key", "a" }));
	}

	private static Arguments type(String type) {
		return arguments("the content type is " + type, 415, "unsupported-media-type",
				new String[] { "Content-Type", type });
	}

	private static Arguments accept(String types) {
		return arguments("what is accepted is " + types, 406, "not-acceptable", new String[] { "Accept", types });
	}

	private static Arguments key(String what, String key) {
		return arguments("the key " + what, 400, "invalid-idempotency-key", new String[] { "Idempotency-Key", key });
	}

	@Test
	void refusesAKeyThatBelongsToAnotherOrder() {
		String key = UUID.randomUUID().toString();
		SYSTEM.taken(SYSTEM.post(Draft.order().bytes(), "Idempotency-Key", key));

		HttpResponse<String> other = SYSTEM.post(Draft.order().with("price", "1").bytes(), "Idempotency-Key", key);

		Problem.of(422, "idempotency-key-reused").assertIs(other);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /orders, 405, method-not-allowed", "PUT, /orders, 405, method-not-allowed",
			"DELETE, /orders, 405, method-not-allowed", "BREW, /orders, 405, method-not-allowed",
			"POST, /, 404, unknown-path", "POST, /orders/, 404, unknown-path", "POST, /ORDERS, 404, unknown-path",
			"POST, /orders.json, 404, unknown-path", "POST, /orders/%2e%2e/orders, 404, unknown-path",
			"POST, /error, 404, unknown-path" })
	void takesOrdersInOneWayOnly(String method, String path, int status, String kind) {
		URI address = SYSTEM.address(Service.REQUEST).resolve(path);

		HttpResponse<String> answer = SYSTEM.door()
			.send(method, address, Draft.order().bytes(), "Content-Type", "application/json");

		Problem.of(status, kind).assertIs(answer);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					GET    | /orders/1/status                                                         | 400 | invalid-query
					GET    | /orders/%20/status                                                       | 400 | invalid-query
					GET    | /orders/0-0-0-0-0/status                                                 | 400 | invalid-query
					GET    | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5g/status                      | 400 | invalid-query
					GET    | /orders/..%2f..%2factuator/status                                        | 400 | bad-request
					GET    | /orders/%00/status                                                       | 400 | bad-request
					GET    | /orders/%c0%af/status                                                    | 400 | bad-request
					GET    | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b/status                      | 404 | unknown-order
					GET    | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b/status/                     | 404 | unknown-path
					GET    | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b                             | 404 | unknown-path
					GET    | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b/status?waitFor=             | 400 | invalid-query
					GET    | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b/status?waitFor=FINALIZADO   | 400 | invalid-query
					GET    | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b/status?timeout=1s           | 400 | invalid-query
					GET    | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b/status?waitFor=recibido&timeout=-1s | 400 | invalid-query
					GET    | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b/status?waitFor=recibido&timeout=61s | 400 | invalid-query
					GET    | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b/status?waitFor=recibido&timeout=99999999999999999999d | 400 | invalid-query
					POST   | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b/status                      | 405 | method-not-allowed
					DELETE | /orders/3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b/status                      | 405 | method-not-allowed
					GET    | /orders                                                                  | 404 | unknown-path
					""")
	void tellsAStatusInOneWayOnly(String method, String path, int status, String kind) {
		URI address = SYSTEM.address(Service.NOTIFICATION).resolve(path);

		HttpResponse<String> answer = SYSTEM.door().send(method, address, new byte[0]);

		Problem.of(status, kind).assertIs(answer);
	}

	@ParameterizedTest
	@CsvSource({ "REQUEST, /actuator/health", "REQUEST, /actuator/env", "NOTIFICATION, /actuator/health",
			"NOTIFICATION, /actuator/heapdump" })
	void hasNoActuatorWhereCustomersAre(Service service, String path) {
		HttpResponse<String> answer = SYSTEM.door().get(SYSTEM.address(service).resolve(path));

		Problem.of(404, "unknown-path").assertIs(answer);
	}

	@ParameterizedTest
	@CsvSource({ "REQUEST, env", "REQUEST, heapdump", "PROCESSING, configprops", "PROCESSING, shutdown",
			"NOTIFICATION, loggers", "NOTIFICATION, threaddump", "NOTIFICATION, beans" })
	void showsOperatorsNoMoreThanTheyNeed(Service service, String endpoint) {
		URI address = URI.create(SYSTEM.actuator(service) + "/" + endpoint);

		assertThat(SYSTEM.door().get(address).statusCode()).isEqualTo(404);
		assertThat(SYSTEM.door().post(address, new byte[0]).statusCode()).isEqualTo(404);
	}

}
