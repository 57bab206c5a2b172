package cl.reparto.local.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Waits for brokers to serve.
 */
final class Readiness {

	private static final Duration PROBE = Duration.ofMillis(50);

	private Readiness() {
	}

	/**
	 * Blocks until each broker is a member of the cluster that clients see.
	 * @throws IllegalStateException if it takes longer, or the thread was interrupted
	 */
	static void await(List<BrokerNode> nodes, Duration limit) {
		Instant deadline = Instant.now().plus(limit);
		try {
			for (BrokerNode node : nodes) {
				// The Admin client would fill the log with refused connections.
				while (!listens(node.port())) {
					pause(deadline, limit);
				}
			}
			String addresses = String.join(",", nodes.stream().map(BrokerNode::address).toList());
			try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, addresses,
					AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(limit.toMillis())))) {
				while (admin.describeCluster().nodes().get().size() < nodes.size()) {
					pause(deadline, limit);
				}
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Kafka is not ready: " + ex.getCause().getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for Kafka", ex);
		}
	}

	private static void pause(Instant deadline, Duration limit) throws InterruptedException {
		if (Instant.now().isAfter(deadline)) {
			throw new IllegalStateException("Kafka is not ready after " + limit.toSeconds() + " s");
		}
		Thread.sleep(PROBE);
	}

	private static boolean listens(int port) {
		try (var socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
