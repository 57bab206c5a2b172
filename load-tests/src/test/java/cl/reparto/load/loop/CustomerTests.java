package cl.reparto.load.loop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class CustomerTests {

	private final Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();

	private final List<String> orders = new CopyOnWriteArrayList<>();

	private final List<String> expectations = new CopyOnWriteArrayList<>();

	private final AtomicInteger busy = new AtomicInteger();

	private volatile boolean letsGo;

	private HttpServer server;

	private URI address;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.address = URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
		this.server.createContext("/orders", (exchange) -> {
			this.connections.add(exchange.getRemoteAddress());
			this.expectations.addAll(exchange.getRequestHeaders().getOrDefault("Expect", List.of()));
			this.orders.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
			if (this.letsGo) {
				exchange.getResponseHeaders().set("Connection", "close");
			}
			exchange.sendResponseHeaders((this.busy.getAndDecrement() > 0) ? 503 : 202, 0);
			exchange.getResponseBody().write("{}".getBytes(UTF_8));
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void sendsAllRequestsOverOneConnection() throws Exception {
		try (Customer customer = customer(202)) {
			customer.work();
			customer.work();
		}

		assertThat(this.orders).containsExactly("{\"name\":\"ají\"}", "{\"name\":\"ají\"}");
		assertThat(this.connections).hasSize(1);
	}

	@Test
	void comesAnewWhereTheServerLetsItGo() throws Exception {
		this.letsGo = true;

		try (Customer customer = customer(202)) {
			customer.work();
			customer.work();
		}

		assertThat(this.orders).hasSize(2);
		assertThat(this.connections).hasSize(2);
	}

	@Test
	void sendsBodiesUnasked() throws Exception {
		try (Customer customer = customer(202)) {
			customer.work();
		}

		assertThat(this.expectations).isEmpty();
	}

	@Test
	void comesAgainIfAskedTo() throws Exception {
		this.busy.set(1);

		try (Customer customer = customer(202)) {
			customer.work();
		}

		assertThat(this.orders).hasSize(2);
	}

	@Test
	void failsAtAnotherStatus() throws Exception {
		try (Customer customer = customer(200)) {
			assertThatIOException().isThrownBy(customer::work).withMessage("The answer was 202, not 200");
		}
	}

	private Customer customer(int expected) throws IOException {
		return new Customer(this.address,
				() -> ClassicRequestBuilder.post(this.address.resolve("/orders"))
					.setEntity("{\"name\":\"ají\"}", ContentType.APPLICATION_JSON)
					.build(),
				expected);
	}

}
