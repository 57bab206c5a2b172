package cl.reparto.service.streams.peers;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Sees that another instance has died: the connection that is held to it ends without a
 * word, and a new one is refused or cannot be made. That is evidence, which silence is
 * not: the connection of an instance that stands still, or is cut off, does not end.
 */
public final class PeerWatch implements Runnable {

	private static final Duration LOOK = Duration.ofSeconds(1);

	private static final int ANSWERS_WITHIN_MS = 500;

	private static final int DIES_WITHIN_MS = 2_000;

	private static final int TRIALS = 10;

	/** One may be lost. */
	private static final int UNREACHED = 2;

	private static final Duration BETWEEN = Duration.ofMillis(20);

	private static final int LONGEST_LINE = 255;

	private final Map<HostInfo, Socket> connections = new ConcurrentHashMap<>();

	private final Supplier<Collection<HostInfo>> peers;

	private final BooleanSupplier goesOn;

	private final Death death;

	/**
	 * Watches nobody yet.
	 * @param peers where the other instances are, just now
	 * @param goesOn whether to watch on
	 * @param death told of each that dies
	 */
	PeerWatch(Supplier<Collection<HostInfo>> peers, BooleanSupplier goesOn, Death death) {
		this.peers = peers;
		this.goesOn = goesOn;
		this.death = death;
	}

	/**
	 * Has an application take over from instances that die, as long as it runs. Does
	 * nothing unless it tells others where it is ({@code application.server}).
	 * @param streams the application
	 * @param settings its settings
	 */
	public static void begin(KafkaStreams streams, Properties settings) {
		HostInfo self = HostInfo.buildFromEndpoint(settings.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG));
		if (self != null) {
			DeadMembers dead = DeadMembers.of(settings);
			PeerWatch watch = new PeerWatch(() -> others(streams, self), () -> streams.state().isRunningOrRebalancing(),
					dead::remove);
			Thread.ofVirtual().name(dead.group() + "-peers").start(watch);
		}
	}

	private static List<HostInfo> others(KafkaStreams streams, HostInfo self) {
		return streams.metadataForAllStreamsClients()
			.stream()
			.map(StreamsMetadata::hostInfo)
			.filter((host) -> !host.equals(self))
			.toList();
	}

	@Override
	public void run() {
		try {
			while (this.goesOn.getAsBoolean()) {
				this.peers.get().forEach(this::watch);
				Thread.sleep(LOOK);
			}
		}
		catch (IllegalStateException | InterruptedException ex) {
			// It has just ended.
		}
		finally {
			this.connections.values().forEach(PeerWatch::close);
		}
	}

	private void watch(HostInfo peer) {
		Socket connection = new Socket();
		if (this.connections.putIfAbsent(peer, connection) == null) {
			Thread.ofVirtual().start(() -> {
				follow(connection, new InetSocketAddress(peer.host(), peer.port()));
				this.connections.remove(peer);
			});
		}
	}

	/** Until it ends. */
	private void follow(Socket connection, InetSocketAddress address) {
		String name = null;
		try (connection) {
			connection.setKeepAlive(true);
			connection.connect(address, ANSWERS_WITHIN_MS);
			name = readLine(connection.getInputStream());
			if (PeerListener.LEAVE.equals(readLine(connection.getInputStream()))) {
				return;
			}
		}
		catch (IOException ex) {
			// Why is seen below.
		}
		if (name != null && this.goesOn.getAsBoolean() && isGone(address)) {
			this.death.of(name, () -> isGone(address));
		}
	}

	/** Null if there is no more. */
	private static @Nullable String readLine(InputStream in) throws IOException {
		byte[] line = new byte[LONGEST_LINE];
		for (int length = 0; length < LONGEST_LINE; length++) {
			int next = in.read();
			if (next < 0) {
				return null;
			}
			if (next == '\n') {
				return new String(line, 0, length, StandardCharsets.UTF_8);
			}
			line[length] = (byte) next;
		}
		return null;
	}

	/**
	 * Nobody is there any more: a new connection is refused, or cannot be made, where a
	 * container's address went with it. While a process dies, what listens may be closed
	 * after its connections: until then it seems to take new ones.
	 */
	private static boolean isGone(SocketAddress address) {
		int unreached = 0;
		for (int trial = 0; trial < TRIALS && unreached < UNREACHED; trial++) {
			boolean reached = false;
			try (Socket again = new Socket()) {
				again.setSoTimeout(DIES_WITHIN_MS);
				again.connect(address, ANSWERS_WITHIN_MS);
				reached = true;
				if (readLine(again.getInputStream()) != null) {
					return false;
				}
			}
			catch (ConnectException ex) {
				return true;
			}
			catch (SocketTimeoutException ex) {
				if (reached) {
					return false;
				}
			}
			catch (IOException ex) {
				// Asked again.
			}
			if (!reached) {
				unreached++;
			}
			LockSupport.parkNanos(BETWEEN.toNanos());
		}
		return unreached == UNREACHED;
	}

	private static void close(Socket connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			// It is gone.
		}
	}

	/** What is done about it. */
	@FunctionalInterface
	interface Death {

		/**
		 * Told once.
		 * @param instance the name of who died
		 * @param still whether it has not come back meanwhile
		 */
		void of(String instance, BooleanSupplier still);

	}

}
