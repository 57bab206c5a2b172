package cl.reparto.service.streams.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import cl.reparto.local.process.FreePorts;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two peers: one is tested with, the other dies in the end, so that there is an end. */
class PeerWatchTests {

	private final List<Integer> ports = FreePorts.pick(2);

	private final Collection<HostInfo> peers = new CopyOnWriteArrayList<>();

	private final List<String> dead = new CopyOnWriteArrayList<>();

	private final AtomicBoolean goesOn = new AtomicBoolean(true);

	private Peer peer;

	@BeforeEach
	void watch() throws IOException {
		this.peer = new Peer(this.ports.getFirst(), "first");
		this.peers.add(new HostInfo("127.0.0.1", this.ports.getFirst()));
		Thread.ofVirtual()
			.start(new PeerWatch(() -> this.peers, this.goesOn::get, (name, still) -> this.dead.add(name)));
	}

	@AfterEach
	void stop() throws IOException {
		this.goesOn.set(false);
		this.peer.die();
	}

	@Test
	void seesThatAPeerHasDied() throws IOException {
		this.peer.accept();

		this.peer.die();

		await().until(() -> this.dead.equals(List.of("first")));
	}

	@Test
	void seesThatAPeerHasDiedThatWasStillReachedWhileItDied() throws IOException {
		this.peer.accept().close();

		this.peer.listener.accept().close();
		this.peer.die();

		await().until(() -> this.dead.equals(List.of("first")));
	}

	/** As a container's address does. */
	@Test
	void seesThatAPeerHasDiedWhoseAddressWentWithIt() throws IOException {
		Socket connection = this.peer.accept();
		this.peer.listener.close();

		try (ServerSocket full = new ServerSocket()) {
			full.bind(this.peer.listener.getLocalSocketAddress(), 1);
			fill(full.getLocalSocketAddress());
			connection.close();

			await().until(() -> this.dead.equals(List.of("first")));
		}
	}

	/** Until a new connection is neither taken nor refused. */
	private static void fill(SocketAddress address) throws IOException {
		for (int trial = 0; trial < 10; trial++) {
			try {
				new Socket().connect(address, 200);
			}
			catch (SocketTimeoutException ex) {
				return;
			}
		}
		throw new IllegalStateException("Connections are still taken at " + address);
	}

	@Test
	void takesASilentPeerForAlive() throws IOException {
		this.peer.accept();

		anotherDies();

		assertThat(this.dead).containsExactly("second");
	}

	@Test
	void takesAPeerThatLosesItsConnectionForAliveAndConnectsAnew() throws IOException {
		Socket lost = this.peer.accept();

		lost.close();

		this.peer.accept().close();
		this.peer.accept();
		anotherDies();
		assertThat(this.dead).containsExactly("second");
	}

	@Test
	void takesNoLeaveForADeath() throws IOException {
		Socket connection = this.peer.accept();

		connection.getOutputStream().write("bye\n".getBytes(UTF_8));
		this.peer.die();

		anotherDies();
		assertThat(this.dead).containsExactly("second");
	}

	@Test
	void takesNobodyForAPeerWhoSaysTooMuch() throws IOException {
		Socket connection = this.peer.listener.accept();

		connection.getOutputStream().write("x".repeat(5_000).getBytes(UTF_8));
		this.peer.die();
		connection.close();

		anotherDies();
		assertThat(this.dead).containsExactly("second");
	}

	@Test
	void tellsWhetherItHasComeBackAndWatchesItAgain() throws IOException {
		this.peer.accept();
		this.peer.die();
		await().until(() -> this.dead.equals(List.of("first")));

		this.peer = new Peer(this.ports.getFirst(), "first");

		this.peer.accept();
		this.peer.die();
		await().until(() -> this.dead.equals(List.of("first", "first")));
	}

	private void anotherDies() throws IOException {
		Peer other = new Peer(this.ports.getLast(), "second");
		this.peers.add(new HostInfo("127.0.0.1", this.ports.getLast()));
		other.accept();
		other.die();
		await().until(() -> this.dead.contains("second"));
	}

	/** As a process is, seen from outside. */
	private static final class Peer {

		private static final int PATIENCE_MS = 10_000;

		private final ServerSocket listener = new ServerSocket();

		private final List<Socket> connections = new CopyOnWriteArrayList<>();

		private final String name;

		Peer(int port, String name) throws IOException {
			this.name = name;
			this.listener.setSoTimeout(PATIENCE_MS);
			this.listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		}

		Socket accept() throws IOException {
			Socket connection = this.listener.accept();
			connection.getOutputStream().write((this.name + "\n").getBytes(UTF_8));
			this.connections.add(connection);
			return connection;
		}

		/** Nobody hears that it is closed before it is. */
		void die() throws IOException {
			this.listener.close();
			for (Socket each : this.connections) {
				each.close();
			}
		}

	}

}
