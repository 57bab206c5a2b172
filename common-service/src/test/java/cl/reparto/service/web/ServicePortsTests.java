package cl.reparto.service.web;

import java.io.IOException;
import java.net.Socket;

import cl.reparto.service.AService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a service without anything of its own answers, on its port and on the actuator's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicePortsTests {

	private static final String SERVICE = "local.server.port";

	private static final String ACTUATOR = "local.management.port";

	private ConfigurableApplicationContext service;

	@BeforeAll
	void start() {
		this.service = new SpringApplicationBuilder(AService.class).run("--server.port=0", "--management.server.port=0",
				"--spring.config.import=classpath:common-service.yml");
	}

	@AfterAll
	void stop() {
		this.service.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET /a{ HTTP/1.1                      | 400
			GET /a b HTTP/1.1                     | 400
			GET / HTTP/9.9                        | 505
			GET /nothing/here HTTP/1.1            | 404
			TRACE /actuator/health HTTP/1.1       | 405
			""")
	void answersWhatItRefusesWithAProblemAndNotWithAPage(String request, int status) throws IOException {
		String answer = send(SERVICE, request);

		assertThat(answer).startsWith("HTTP/1.1 " + status)
			.containsIgnoringCase("Content-Type: application/problem+json")
			.contains("\"status\":" + status, "\"type\":\"urn:reparto:problem:")
			.doesNotContainIgnoringCase("tomcat", "html", "exception");
	}

	/** As long as anybody reads it; what nobody reads does no harm. */
	@ParameterizedTest
	@CsvSource({ "local.management.port, /actuator/health?%", "local.management.port, /actuator/prometheus?name=%ff",
			"local.server.port, /nothing/here?%", "local.server.port, /openapi.yml?%ff" })
	void isNotBrokenByAQueryThatCannotBeDecoded(String port, String address) throws IOException {
		assertThat(send(port, "GET " + address + " HTTP/1.1")).doesNotStartWith("HTTP/1.1 5");
	}

	@ParameterizedTest
	@ValueSource(strings = { "health", "health/liveness", "health/readiness", "info", "prometheus" })
	void showsOnTheActuatorsPort(String endpoint) throws IOException {
		assertThat(send(ACTUATOR, "GET /actuator/" + endpoint + " HTTP/1.1")).startsWith("HTTP/1.1 200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/env", "/metrics", "/beans", "/shutdown" })
	void showsNothingElseThere(String path) throws IOException {
		assertThat(send(ACTUATOR, "GET /actuator" + path + " HTTP/1.1")).startsWith("HTTP/1.1 404");
	}

	@ParameterizedTest
	@ValueSource(strings = { "reparto_ready 1.0", "reparto_memory_limit_bytes", "reparto_memory_used_bytes" })
	void tellsInItsMetrics(String metric) throws IOException {
		assertThat(send(ACTUATOR, "GET /actuator/prometheus HTTP/1.1")).contains(metric);
	}

	/** Sends what no browser would, but accepts what a browser accepts. */
	private String send(String port, String request) throws IOException {
		try (Socket socket = new Socket("localhost", this.service.getEnvironment().getProperty(port, int.class, 0))) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write((request + "\r\nHost: x\r\nAccept: text/html, */*;q=0.8\r\nConnection: close\r\n\r\n")
					.getBytes(US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), UTF_8);
		}
	}

}
