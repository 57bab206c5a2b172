package cl.reparto.load.loop;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EventListenersTests {

	@Test
	void comeAgainUntilTheyHaveHeardSomething() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			byte[] answer = "retry: 2000\n\nid: 1\ndata: {}\n\nid: 2\ndata: {}\n\n".getBytes(US_ASCII);
			exchange.sendResponseHeaders((asked.incrementAndGet() <= 2) ? 503 : 200, answer.length);
			exchange.getResponseBody().write((asked.get() <= 2) ? new byte[answer.length] : answer);
			exchange.close();
		});
		server.start();
		URI order = URI.create("http://localhost:" + server.getAddress().getPort() + "/orders/1/");

		try (EventListeners listeners = new EventListeners(List.of(order), 2)) {
			await().until(() -> listeners.told(1) == 2 && listeners.told(2) == 2);
			assertThat(asked).hasValue(4);
		}
		finally {
			server.stop(0);
		}
	}

}
