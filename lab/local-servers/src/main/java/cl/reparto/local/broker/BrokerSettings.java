package cl.reparto.local.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * How a broker of this machine is set up: replicated like a real cluster where there are
 * enough brokers, modest in memory and threads, and quick to notice that a client died.
 */
final class BrokerSettings {

	private BrokerSettings() {
	}

	static Properties of(BrokerNode node, List<BrokerNode> cluster, Path folder) {
		Properties settings = new Properties();
		place(settings, node, cluster, folder);
		replicate(settings, cluster.size());
		remember(settings);
		hurry(settings);
		save(settings);
		return settings;
	}

	private static void place(Properties settings, BrokerNode node, List<BrokerNode> cluster, Path folder) {
		set(settings, "process.roles", "broker,controller");
		set(settings, "node.id", node.id());
		set(settings, "log.dirs", folder.toAbsolutePath());
		set(settings, "listeners", node.listeners());
		set(settings, "advertised.listeners", node.advertisedListeners());
		set(settings, "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
		set(settings, "controller.listener.names", "CONTROLLER");
		// In the settings, not in the data (KIP-853), so that ports may change.
		set(settings, "controller.quorum.voters",
				cluster.stream().map(BrokerNode::voter).collect(Collectors.joining(",")));
		set(settings, "auto.create.topics.enable", false);
	}

	private static void replicate(Properties settings, int brokers) {
		int replicas = Math.min(brokers, 3);
		int inSync = Math.max(1, replicas - 1);
		set(settings, "default.replication.factor", replicas);
		set(settings, "min.insync.replicas", inSync);
		set(settings, "offsets.topic.replication.factor", replicas);
		set(settings, "transaction.state.log.replication.factor", replicas);
		set(settings, "transaction.state.log.min.isr", inSync);
		set(settings, "share.coordinator.state.topic.replication.factor", replicas);
		set(settings, "share.coordinator.state.topic.min.isr", inSync);
	}

	private static void remember(Properties settings) {
		// Of a group that was away: longer than any topic keeps what it would read again.
		set(settings, "offsets.retention.minutes", Duration.ofDays(90).toMinutes());
	}

	private static void hurry(Properties settings) {
		set(settings, "group.initial.rebalance.delay.ms", 0);
		set(settings, "group.min.session.timeout.ms", 1_000);
		set(settings, "group.consumer.min.session.timeout.ms", 1_000);
		set(settings, "group.consumer.min.heartbeat.interval.ms", 300);
		// A dead producer's open transaction holds up read_committed readers until it is
		// aborted.
		set(settings, "transaction.abort.timed.out.transaction.cleanup.interval.ms", 250);
		// A broker killed and started again is let in once its old session has ended.
		set(settings, "broker.session.timeout.ms", 3_000);
		set(settings, "broker.heartbeat.interval.ms", 500);
	}

	private static void save(Properties settings) {
		set(settings, "offsets.topic.num.partitions", 5);
		set(settings, "transaction.state.log.num.partitions", 5);
		set(settings, "share.coordinator.state.topic.num.partitions", 5);
		set(settings, "num.network.threads", 2);
		set(settings, "num.io.threads", 4);
		// 128 MiB of heap by default.
		set(settings, "log.cleaner.dedupe.buffer.size", 16 * 1024 * 1024);
	}

	private static void set(Properties settings, String name, Object value) {
		settings.setProperty(name, value.toString());
	}

}
