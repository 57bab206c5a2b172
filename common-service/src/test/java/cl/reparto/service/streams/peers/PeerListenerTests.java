package cl.reparto.service.streams.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import cl.reparto.local.process.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("nobody else is to say anything")
class PeerListenerTests {

	private static final int PATIENCE_MS = 10_000;

	private static final int MOST = 64;

	private final int port = FreePorts.pick(1).getFirst();

	private final List<Socket> open = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		for (Socket each : this.open) {
			each.close();
		}
	}

	@Test
	void tellsWhoItIsAndTakesLeave() throws IOException {
		PeerListener listener = listener();
		Socket peer = connect();
		assertThat(peer.getInputStream().readNBytes(6)).isEqualTo("first\n".getBytes(UTF_8));

		listener.close();

		assertThat(peer.getInputStream().readAllBytes()).isEqualTo("bye\n".getBytes(UTF_8));
	}

	@Test
	void listensToNobody() throws IOException {
		try (PeerListener _ = listener()) {
			Socket stranger = connect();

			stranger.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(UTF_8));

			assertThat(isClosed(stranger)).isTrue();
		}
	}

	@Test
	void bearsAThousandStrangers(CapturedOutput output) throws IOException {
		try (PeerListener _ = listener()) {
			List<Socket> strangers = new ArrayList<>();
			for (int number = 0; number < 1_000; number++) {
				strangers.add(connect());
			}

			assertThat(strangers.stream().filter(PeerListenerTests::isTold)).hasSize(MOST);
			close();
			await().ignoreExceptions().until(() -> isTold(connect()));
			assertThat(output).isEmpty();
		}
	}

	@Test
	void saysThatItsPortIsTakenAndGoesOn(CapturedOutput output) throws IOException {
		try (ServerSocket _ = new ServerSocket(this.port, 1, InetAddress.getLoopbackAddress())) {
			listener().close();
		}

		assertThat(output).containsOnlyOnce("Cannot listen at").contains("application.server");
	}

	@Test
	void listensNowhereUnlessToldTo() throws IOException {
		try (PeerListener _ = new PeerListener(Map.of(), InetAddress.getLoopbackAddress(), "first");
				PeerListener _ = new PeerListener(Map.of("application.server", "localhost:" + this.port),
						InetAddress.getLoopbackAddress(), null)) {
			assertThat(FreePorts.isFree(this.port)).isTrue();
		}
	}

	private PeerListener listener() {
		return new PeerListener(Map.of("application.server", "localhost:" + this.port),
				InetAddress.getLoopbackAddress(), "first");
	}

	private Socket connect() throws IOException {
		Socket peer = new Socket(InetAddress.getLoopbackAddress(), this.port);
		peer.setSoTimeout(PATIENCE_MS);
		this.open.add(peer);
		return peer;
	}

	private static boolean isTold(Socket peer) {
		try {
			return peer.getInputStream().read() == 'f';
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** What was not read of what is sent resets a connection. */
	private static boolean isClosed(Socket peer) {
		try {
			peer.getInputStream().readAllBytes();
			return true;
		}
		catch (IOException ex) {
			return ex instanceof java.net.SocketException;
		}
	}

}
