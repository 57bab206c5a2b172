package cl.reparto.local.town;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DemoCustomersTests {

	private static final UUID ORDER = UUID.randomUUID();

	private final List<UUID> accepted = new CopyOnWriteArrayList<>();

	private final List<String> keys = new CopyOnWriteArrayList<>();

	private final List<String> orders = new CopyOnWriteArrayList<>();

	private HttpServer shop;

	@BeforeEach
	void open() throws IOException {
		this.shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.shop.createContext("/orders", this::answer);
		this.shop.start();
	}

	@AfterEach
	void close() {
		this.shop.stop(0);
	}

	@Test
	void orderFoodAndAskAgainUnderTheSameKeyWhereTheShopIsAwayAndTellWhatWasAccepted() {
		try (DemoCustomers _ = DemoCustomers.start(URI.create("http://127.0.0.1:" + port()), this.accepted::add)) {
			await().atMost(Duration.ofSeconds(20))
				.until(() -> this.keys.stream().distinct().count() < this.keys.size() && !this.accepted.isEmpty());
		}

		assertThat(this.orders)
			.allSatisfy((order) -> assertThat(order).contains("\"name\":", "\"price\":", "@example.cl"));
		assertThat(this.accepted).containsOnly(ORDER);
		assertThat(this.keys).allSatisfy((key) -> assertThat(key).matches("\"[0-9a-f-]{36}\""));
	}

	private int port() {
		return this.shop.getAddress().getPort();
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.orders.add(new String(exchange.getRequestBody().readAllBytes()));
		this.keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
		byte[] body = ("{\"id\":\"" + ORDER + "\"}").getBytes();
		exchange.sendResponseHeaders((this.keys.size() == 1) ? 503 : 202, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
