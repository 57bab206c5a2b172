package cl.reparto.local;

import java.util.Map;
import java.util.Set;

import cl.reparto.local.walls.Walls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallsTests {

	private static final Walls SERVERS = Walls.below("cl.reparto");

	@Test
	void everyPackageShowsOnlyItsDoors() {
		assertThat(SERVERS.doors())
			.isEqualTo(Map.of("local.broker", Set.of("BrokerNode", "KafkaCluster", "TestKafka", "TopicReader"),
					"local.junit", Set.of("PatientAwaits"), "local.net", Set.of("Listener"), "local.openapi",
					Set.of("DescribedApi"), "local.order", Set.of("OddRecord", "OrderBuilder"), "local.process",
					Set.of("ChildProcess", "FreePorts", "Janitor", "JavaProgram"), "local.smtp",
					Set.of("Hold", "Reply", "ScriptedSmtp", "TakenMail"), "local.walls", Set.of("Walls")));
	}

	@Test
	void everyPackageSeesOnlyThoseBelowIt() {
		assertThat(SERVERS.sights()).isEqualTo(Map.of("local.broker", Set.of("local.process"), "local.order",
				Set.of("model", "model.command"), "local.smtp", Set.of("local.net")));
	}

}
