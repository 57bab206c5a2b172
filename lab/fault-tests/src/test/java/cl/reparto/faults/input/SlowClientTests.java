package cl.reparto.faults.input;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that hold connections on purpose (slow loris).
 */
class SlowClientTests {

	private static final RunningSystem SYSTEM = RunningSystem.shared();

	/** 10 s in all or for a read, and a read that has begun may outlast the former. */
	private static final Duration LIMIT = Duration.ofSeconds(25);

	private static final int OF_EACH_KIND = 25;

	/** Each takes some 50 KB and more. */
	private static final int MORE_THAN_THE_HEAP_HOLDS = 6000;

	/** Milliseconds. */
	private static final int MOMENT = 1;

	private static final String HEAD = "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

	private static final String LENGTH = "Content-Length: 1000\r\n\r\n";

	private static final String NOWHERE = "POST /nowhere HTTP/1.1\r\nHost: x\r\n" + LENGTH;

	private static final String A_LOT = "a".repeat(100);

	@AfterAll
	static void nothingOfItIsPublishedOrLogged() {
		SYSTEM.assertInOrder();
	}

	@Test
	void areClosedAndKeepNoOrderOutMeanwhile() {
		List<SlowClient> clients = kinds()
			.flatMap((kind) -> IntStream.range(0, OF_EACH_KIND)
				.mapToObj((i) -> SlowClient.connect(SYSTEM.address(kind.service()), kind, 0)))
			.toList();

		for (int i = 0; i < 20; i++) {
			SYSTEM.order();
		}

		assertThat(clients).filteredOn(SlowClient::isConnected).hasSizeGreaterThan(200);
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(clients).filteredOn(SlowClient::isConnected)
				.extracting(SlowClient::kind)
				.isEmpty());
		assertThat(clients).allSatisfy((client) -> assertThat(client.answer()).as(client.kind().toString())
			.startsWith(client.kind().answer()));
	}

	@ParameterizedTest
	@EnumSource(names = { "REQUEST", "NOTIFICATION" })
	void areNotTooManyForTheHeap(Service service) {
		SlowClient.Kind kind = new SlowClient.Kind(service, "says half a head", HEAD, "", "");
		long pid = SYSTEM.pid(service);
		List<SlowClient> clients = new ArrayList<>();

		for (int i = 0; i < MORE_THAN_THE_HEAP_HOLDS; i++) {
			try {
				clients.add(SlowClient.connect(SYSTEM.address(service), kind, MOMENT));
			}
			catch (UncheckedIOException ex) {
				// Not let in.
			}
		}

		assertThat(clients).hasSizeLessThan(MORE_THAN_THE_HEAP_HOLDS / 2);
		await().atMost(LIMIT).untilAsserted(() -> assertThat(clients).filteredOn(SlowClient::isConnected).isEmpty());
		SYSTEM.order();
		assertThat(SYSTEM.pid(service)).isEqualTo(pid);
	}

	private static Stream<SlowClient.Kind> kinds() {
		return Stream.of( //
				toRequest("says nothing", "", "", ""), toRequest("says half a head", HEAD, "", ""),
				toRequest("trickles the first line", "G", "ET /" + A_LOT, ""),
				toRequest("trickles a header", HEAD, "A: " + A_LOT, ""),
				toRequest("says half a body", HEAD + LENGTH + "{", "", "HTTP/1.1 408"),
				toRequest("trickles a body", HEAD + LENGTH + "{", A_LOT, "HTTP/1.1 408"),
				toRequest("trickles around a chunk", HEAD + "Transfer-Encoding: chunked\r\n\r\n1;", A_LOT,
						"HTTP/1.1 400"),
				toRequest("sends half a body nowhere", NOWHERE, "", "HTTP/1.1 404"),
				toRequest("trickles a body nowhere", NOWHERE, A_LOT, "HTTP/1.1 404"),
				toNotification("says nothing", "", "", ""),
				toNotification("trickles the first line", "G", "ET /" + A_LOT, ""),
				toNotification("trickles a header", "GET / HTTP/1.1\r\n", "A: " + A_LOT, ""),
				toNotification("sends half a body nowhere", NOWHERE, "", "HTTP/1.1 404"),
				toNotification("trickles a body nowhere", NOWHERE, A_LOT, "HTTP/1.1 404"));
	}

	private static SlowClient.Kind toRequest(String what, String now, String slowly, String answer) {
		return new SlowClient.Kind(Service.REQUEST, what, now, slowly, answer);
	}

	private static SlowClient.Kind toNotification(String what, String now, String slowly, String answer) {
		return new SlowClient.Kind(Service.NOTIFICATION, what, now, slowly, answer);
	}

}
