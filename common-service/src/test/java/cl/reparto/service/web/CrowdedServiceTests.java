package cl.reparto.service.web;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import cl.reparto.service.AService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service with more clients than connections.
 */
class CrowdedServiceTests {

	private static final int CONNECTIONS = 8;

	/** Far less than an idle connection is kept. */
	private static final int PATIENCE_MILLIS = 5000;

	private static ConfigurableApplicationContext service;

	private final List<Socket> clients = new ArrayList<>();

	@BeforeAll
	static void start() {
		service = new SpringApplicationBuilder(AService.class).run("--server.port=0", "--management.server.port=0",
				"--spring.config.import=classpath:common-service.yml",
				"--server.tomcat.max-connections=" + CONNECTIONS);
	}

	@AfterAll
	static void stop() {
		service.close();
	}

	@AfterEach
	void leave() throws IOException {
		for (Socket client : this.clients) {
			client.close();
		}
	}

	@Test
	void answersWhoComesAnewThoughNobodyHasLeft() throws IOException {
		for (int client = 0; client < 4 * CONNECTIONS; client++) {
			assertThat(ask(connect())).startsWith("HTTP/1.1 404");
		}
	}

	@Test
	void keepsTheConnectionsOfThoseForWhomThereIsRoom() throws IOException {
		for (int client = 0; client < CONNECTIONS / 2; client++) {
			ask(connect());
		}

		for (Socket client : this.clients) {
			assertThat(ask(client)).startsWith("HTTP/1.1 404");
		}
	}

	private Socket connect() throws IOException {
		Socket client = new Socket("localhost",
				service.getEnvironment().getProperty("local.server.port", int.class, 0));
		this.clients.add(client);
		client.setSoTimeout(PATIENCE_MILLIS);
		return client;
	}

	/** Asks for nothing but a head, and returns it. */
	private static String ask(Socket client) throws IOException {
		client.getOutputStream().write("HEAD /nothing HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = client.getInputStream().read();
			assertThat(next).as("after %s", head).isNotNegative();
			head.append((char) next);
		}
		return head.toString();
	}

}
