package cl.reparto.faults.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import cl.reparto.local.broker.BrokerNode;
import cl.reparto.local.process.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class LinksTests {

	private static final String FIRST_TO_SECOND = "127.0.1.2";

	private static final String SECOND_TO_FIRST = "127.0.2.1";

	private static final String REQUEST_TO_FIRST = "127.0.3.1";

	private static final String REQUEST_TO_SECOND = "127.0.3.2";

	@TempDir
	private Path folder;

	private final List<Integer> ports = FreePorts.pick(4);

	private final BrokerNode first = new BrokerNode(1, "broker-1", this.ports.get(0), this.ports.get(1), List.of());

	private final BrokerNode second = new BrokerNode(2, "broker-2", this.ports.get(2), this.ports.get(3), List.of());

	private Links links;

	@BeforeEach
	void prepare() {
		this.links = new Links(this.folder);
		this.links.prepare(List.of("broker-1", "broker-2", "request-1"), List.of(this.first, this.second));
	}

	@AfterEach
	void close() {
		this.links.close();
	}

	@Test
	void leadsEachProcessToTheBrokersOnItsOwnWay() throws IOException {
		String machine = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();

		assertThat(this.links.jvmOptions("broker-2"))
			.containsExactly("-Djdk.net.hosts.file=" + this.folder.resolve("broker-2.hosts"));
		assertThat(this.folder.resolve("broker-2.hosts")).content()
			.hasLineCount(4)
			.contains("127.0.0.1 localhost\n", "127.0.0.1 " + machine + "\n", SECOND_TO_FIRST + " broker-1\n",
					"127.0.0.1 broker-2\n");
		assertThat(this.folder.resolve("request-1.hosts")).content()
			.hasLineCount(4)
			.contains(REQUEST_TO_FIRST + " broker-1\n", REQUEST_TO_SECOND + " broker-2\n");
	}

	@Test
	void leadsToTheBroker() throws IOException {
		try (ServerSocket broker = new ServerSocket(this.first.port(), 0, InetAddress.ofLiteral("127.0.0.1"));
				Socket client = new Socket(REQUEST_TO_FIRST, this.first.port());
				Socket accepted = broker.accept()) {
			accepted.getOutputStream().write(7);

			assertThat(client.getInputStream().read()).isEqualTo(7);
		}
	}

	@Test
	void cutsAProcessFromOneBrokerOnly() {
		this.links.cut("request-1", "broker-2");

		assertCut(REQUEST_TO_SECOND, this.second.port());
		assertOpen(REQUEST_TO_FIRST, this.first.port());
		assertOpen(FIRST_TO_SECOND, this.second.port());
	}

	@Test
	void isolatesAService() {
		this.links.isolate("request-1");

		assertCut(REQUEST_TO_FIRST, this.first.port());
		assertCut(REQUEST_TO_SECOND, this.second.port());
		assertOpen(FIRST_TO_SECOND, this.second.port());
	}

	@Test
	void cutsBrokersFromEachOtherWhicheverConnectsButNotFromServicesAndHealsThem() {
		this.links.cutBrokersFromEachOther();

		assertCut(FIRST_TO_SECOND, this.second.port());
		assertCut(FIRST_TO_SECOND, this.second.controllerPort());
		assertCut(SECOND_TO_FIRST, this.first.port());
		assertOpen(REQUEST_TO_FIRST, this.first.port());
		assertOpen(REQUEST_TO_SECOND, this.second.port());

		this.links.heal();

		assertOpen(FIRST_TO_SECOND, this.second.controllerPort());
		assertOpen(SECOND_TO_FIRST, this.first.port());
	}

	@Test
	void doesNotTakeANameThatNobodyHas() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.links.cut("request-2", "broker-1"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.links.isolate("request"));
	}

	private static void assertOpen(String address, int port) {
		assertThatNoException().as(address + ":" + port).isThrownBy(() -> new Socket(address, port).close());
	}

	private static void assertCut(String address, int port) {
		assertThatExceptionOfType(ConnectException.class).as(address + ":" + port)
			.isThrownBy(() -> new Socket(address, port).close());
	}

}
