package cl.reparto.local.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

import cl.reparto.model.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerSettingsTests {

	private static final BrokerNode FIRST = new BrokerNode(1, 9092, 9093);

	private static final BrokerNode SECOND = new BrokerNode(2, 9094, 9095);

	private static final BrokerNode THIRD = new BrokerNode(3, 9096, 9097);

	@Test
	void listensOnThisMachineUnderAnyName() {
		BrokerNode named = new BrokerNode(1, "broker-1", 9092, 9093, List.of());

		assertThat(of(named, List.of(named, SECOND)))
			.containsEntry("listeners", "PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093")
			.containsEntry("advertised.listeners", "PLAINTEXT://broker-1:9092,CONTROLLER://broker-1:9093")
			.containsEntry("controller.quorum.voters", "1@broker-1:9093,2@127.0.0.1:9095");
	}

	@Test
	void replicatesOverThreeBrokersSoThatOneMayBeAway() {
		assertThat(of(FIRST, List.of(FIRST, SECOND, THIRD))).containsEntry("default.replication.factor", "3")
			.containsEntry("min.insync.replicas", "2")
			.containsEntry("offsets.topic.replication.factor", "3")
			.containsEntry("transaction.state.log.replication.factor", "3")
			.containsEntry("transaction.state.log.min.isr", "2");
	}

	@Test
	void keepsOneCopyOnOneBroker() {
		assertThat(of(FIRST, List.of(FIRST))).containsEntry("default.replication.factor", "1")
			.containsEntry("min.insync.replicas", "1")
			.containsEntry("offsets.topic.replication.factor", "1")
			.containsEntry("transaction.state.log.replication.factor", "1")
			.containsEntry("transaction.state.log.min.isr", "1");
	}

	@Test
	void remembersWhereGroupsWereForLongerThanTopicsKeepWhatTheyRead() {
		String minutes = of(FIRST, List.of(FIRST)).getProperty("offsets.retention.minutes");

		assertThat(Duration.ofMinutes(Long.parseLong(minutes))).isGreaterThan(Topics.REMEMBERED);
	}

	private static Properties of(BrokerNode node, List<BrokerNode> cluster) {
		return BrokerSettings.of(node, cluster, Path.of("/data"));
	}

}
