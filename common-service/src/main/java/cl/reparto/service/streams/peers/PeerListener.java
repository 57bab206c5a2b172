package cl.reparto.service.streams.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets other instances see that this one lives: it tells each that connects its name and
 * is silent from then on. The operating system closes the connections of a process that
 * dies; one that ends takes leave first. It listens at the port of
 * {@code application.server}, by which Kafka Streams tells instances of each other, and
 * nowhere if there is none.
 */
public final class PeerListener implements AutoCloseable {

	/** Says whoever ends in order: its partitions wait for it. */
	static final String LEAVE = "bye";

	/** Of a service, ten instances of half a dozen applications each. */
	private static final int MOST = 64;

	/** What is sent here is not read. */
	private static final int RECEIVED = 1024;

	private static final Duration PAUSE = Duration.ofMillis(100);

	private static final Logger log = LoggerFactory.getLogger(PeerListener.class);

	private final Set<Socket> peers = ConcurrentHashMap.newKeySet();

	private final @Nullable String instance;

	private final @Nullable ServerSocket listener;

	/**
	 * Listens from now on. If it cannot, others find out later that this instance died.
	 * @param streams the settings of Kafka Streams
	 * @param address where to listen; null for all addresses of this machine
	 * @param instance this instance's own name; null if it has none
	 */
	public PeerListener(Map<String, ?> streams, @Nullable InetAddress address, @Nullable String instance) {
		HostInfo told = HostInfo.buildFromEndpoint((String) streams.get(StreamsConfig.APPLICATION_SERVER_CONFIG));
		this.instance = instance;
		this.listener = (told == null || instance == null) ? null
				: listener(new InetSocketAddress(address, told.port()));
		if (this.listener != null) {
			Thread.ofVirtual().name("peers").start(() -> listen(this.listener));
		}
	}

	private static @Nullable ServerSocket listener(InetSocketAddress address) {
		try {
			ServerSocket listener = new ServerSocket();
			listener.setReceiveBufferSize(RECEIVED);
			listener.bind(address, MOST);
			return listener;
		}
		catch (IOException ex) {
			log.warn("Cannot listen at {} (application.server); if this process dies, others take over only after "
					+ "its session has timed out: {}", address, ex.getMessage());
			return null;
		}
	}

	private void listen(ServerSocket listener) {
		while (!listener.isClosed()) {
			try {
				Socket peer = listener.accept();
				Thread.ofVirtual().start(() -> serve(peer));
			}
			catch (IOException ex) {
				// Closed, or no file to spare, which somebody else says (decision 5).
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
	}

	/** A peer says nothing: whoever says something is none. */
	private void serve(Socket peer) {
		try (peer) {
			this.peers.add(peer);
			if (this.peers.size() <= MOST) {
				say(peer, String.valueOf(this.instance));
				peer.getInputStream().read();
			}
		}
		catch (IOException ex) {
			// It is gone.
		}
		finally {
			this.peers.remove(peer);
		}
	}

	private static void say(Socket peer, String line) throws IOException {
		peer.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
	}

	/** Takes leave of all. To be done when nothing is left that others would do. */
	@Override
	public void close() throws IOException {
		if (this.listener != null) {
			this.listener.close();
		}
		for (Socket peer : this.peers) {
			try (peer) {
				say(peer, LEAVE);
			}
			catch (IOException ex) {
				// It is gone.
			}
		}
	}

}
