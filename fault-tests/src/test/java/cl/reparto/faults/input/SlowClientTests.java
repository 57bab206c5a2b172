package cl.reparto.faults.input;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import cl.reparto.local.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that hold connections on purpose (slow loris).
 */
class SlowClientTests {

	private static final RunningSystem SYSTEM = RunningSystem.shared();

	/** 10 s in all or for a read, and a read that has begun may outlast the former. */
	private static final Duration LIMIT = Duration.ofSeconds(25);

	private static final int OF_EACH_KIND = 30;

	private static final String HEAD = "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

	private static final String BLANKS = " ".repeat(100);

	@AfterAll
	static void nothingOfItIsPublishedOrLogged() {
		SYSTEM.assertInOrder();
	}

	@Test
	void areClosedAndKeepNoOrderOutMeanwhile() {
		URI orders = SYSTEM.address(Service.REQUEST);
		URI statuses = SYSTEM.address(Service.NOTIFICATION);
		String body = HEAD + "Content-Length: 1000\r\n\r\n{";
		String elsewhere = body.replace("/orders", "/elsewhere");
		String chunk = HEAD + "Transfer-Encoding: chunked\r\n\r\n1;";
		List<SlowClient> unanswered = new ArrayList<>();
		List<SlowClient> answered = new ArrayList<>();
		for (int i = 0; i < OF_EACH_KIND; i++) {
			for (URI address : List.of(orders, statuses)) {
				unanswered.add(SlowClient.connect(address, "", ""));
				unanswered.add(SlowClient.connect(address, HEAD, ""));
				unanswered.add(SlowClient.connect(address, "G", "ET /" + "a".repeat(100)));
				unanswered.add(SlowClient.connect(address, HEAD, "A: " + "a".repeat(100)));
				answered.add(SlowClient.connect(address, elsewhere, ""));
				answered.add(SlowClient.connect(address, elsewhere, BLANKS));
			}
			answered.add(SlowClient.connect(orders, body, ""));
			answered.add(SlowClient.connect(orders, body, BLANKS));
			answered.add(SlowClient.connect(orders, chunk, "a".repeat(100)));
		}

		for (int i = 0; i < 20; i++) {
			SYSTEM.order();
		}

		assertThat(Stream.concat(unanswered.stream(), answered.stream())).anySatisfy(SlowClientTests::hangs);
		await().atMost(LIMIT)
			.until(() -> Stream.concat(unanswered.stream(), answered.stream())
				.allMatch((client) -> client.answer().isDone()));
		assertThat(unanswered).allSatisfy((client) -> assertThat(client.answer().join()).isEmpty());
	}

	private static void hangs(SlowClient client) {
		assertThat(client.answer()).isNotDone();
	}

}
