package cl.reparto.service.connection;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

import javax.management.JMException;
import javax.management.ObjectName;

import cl.reparto.service.AService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service with more listeners than it has connections for requests. */
@Timeout(120)
class EventStreamTests {

	private static final int CONNECTIONS = 8;

	private static final int LISTENERS = 5 * CONNECTIONS;

	/** Tomcat takes one for the next client, before there is any. */
	private static final int NOBODY = 1;

	private final List<Socket> clients = new ArrayList<>();

	private ServletWebServerApplicationContext service;

	private Events events;

	private AbstractProtocol<?> http;

	@BeforeEach
	void start() {
		this.service = (ServletWebServerApplicationContext) new SpringApplicationBuilder(AService.class, Events.class)
			.run("--server.port=0", "--management.server.port=0", "--spring.config.import=classpath:common-service.yml",
					"--server.tomcat.max-connections=" + CONNECTIONS, "--server.tomcat.connection-timeout=3s");
		this.events = this.service.getBean(Events.class);
		TomcatWebServer server = (TomcatWebServer) this.service.getWebServer();
		this.http = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
	}

	@AfterEach
	void stop() throws IOException {
		for (Socket client : this.clients) {
			client.close();
		}
		this.service.close();
	}

	@Test
	void keepsNothingOfARequestForWhoListens() throws Exception {
		long before = processors();

		listenAll();

		assertThat(this.events.listeners).hasSize(LISTENERS);
		assertThat(processors() - before).as("requests under way").isLessThan(CONNECTIONS);
		for (int client = 0; client < CONNECTIONS; client++) {
			assertThat(head(ask("GET /nothing"))).startsWith("HTTP/1.1 404");
		}
	}

	@Test
	void tellsAllWhoListenAndEnds() throws Exception {
		listenAll();

		this.events.tell("data: one\n\n");
		this.events.tell("data: two\n\n");
		this.events.tell("");

		for (Socket client : this.clients) {
			assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
				.isEqualTo("data: one\n\ndata: two\n\n");
		}
		awaitNobody();
	}

	@Test
	void answersWithoutChunksOrAnAgeForACache() throws Exception {
		assertThat(head(ask("GET /events"))).startsWith("HTTP/1.1 200")
			.contains("\r\nContent-Type: text/event-stream", "\r\nCache-Control: no-store\r\n",
					"\r\nX-Accel-Buffering: no\r\n", "\r\nConnection: close\r\n")
			.doesNotContain("Transfer-Encoding");
	}

	/** Nobody tells them anything meanwhile. Then connections are counted as before. */
	@Test
	void noticesWhoLeavesOrSaysSomething() throws Exception {
		listenAll();
		for (Socket client : this.clients.subList(0, LISTENERS / 2)) {
			client.close();
		}
		for (Socket client : this.clients.subList(LISTENERS / 2, LISTENERS)) {
			client.getOutputStream().write('x');
		}

		awaitNobody();

		for (int client = 1; client <= CONNECTIONS / 2; client++) {
			ask("HEAD /nothing");
			int all = NOBODY + client;
			await().until(() -> this.http.getConnectionCount() == all);
		}
	}

	@Test
	void leavesWhoReadsNothing() throws Exception {
		head(ask("GET /events"));

		this.events.tell("data: " + "x".repeat(20_000_000) + "\n\n");

		awaitNobody();
	}

	@Test
	void tellsNothingToWhoAsksForAHead() throws Exception {
		Socket client = ask("HEAD /events");

		assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII)).startsWith("HTTP/1.1 200")
			.endsWith("\r\n\r\n");
		awaitNobody();
	}

	private void listenAll() throws IOException {
		for (int client = 0; client < LISTENERS; client++) {
			assertThat(head(ask("GET /events"))).startsWith("HTTP/1.1 200");
			await().until(() -> this.http.getConnectionCount() == NOBODY);
		}
	}

	private void awaitNobody() {
		await().atMost(Duration.ofSeconds(30))
			.until(() -> this.events.listeners.isEmpty() && this.http.getConnectionCount() == NOBODY);
	}

	private Socket ask(String what) throws IOException {
		Socket client = new Socket("localhost", this.service.getWebServer().getPort());
		this.clients.add(client);
		client.getOutputStream().write((what + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
		return client;
	}

	private static String head(Socket client) throws IOException {
		InputStream in = client.getInputStream();
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = in.read();
			assertThat(next).as("after %s", head).isNotNegative();
			head.append((char) next);
		}
		return head.toString();
	}

	/** Those of requests, with their buffers, after a collection. */
	private static long processors() throws JMException {
		String histogram = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		return histogram.lines()
			.map(String::strip)
			.map((line) -> line.split("\\s+"))
			.filter((line) -> line.length > 3 && line[3].equals(Http11Processor.class.getName()))
			.mapToLong((line) -> Long.parseLong(line[1]))
			.sum();
	}

	/** Told by a test. */
	@RestController
	static class Events {

		private final Set<BlockingQueue<String>> listeners = ConcurrentHashMap.newKeySet();

		@GetMapping("/events")
		void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
			BlockingQueue<String> told = new LinkedBlockingQueue<>();
			this.listeners.add(told);
			EventStream.begin(request, response, () -> this.listeners.remove(told), (client) -> {
				for (String next = told.take(); !next.isEmpty(); next = told.take()) {
					client.send(next);
				}
			});
		}

		/** Nothing is the end. */
		private void tell(String events) {
			this.listeners.forEach((listener) -> listener.add(events));
		}

	}

}
