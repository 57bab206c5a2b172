package cl.reparto.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import cl.reparto.local.broker.BrokerNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessOverridesTests {

	@Test
	void moreIsAddedAndWins() {
		ProcessOverrides both = new Named("a", Map.of("lanes", "1", "port", "1"))
			.and(new Named("b", Map.of("lanes", "2")));

		assertThat(both.jvmOptions("broker-1")).containsExactly("-Da=broker-1", "-Db=broker-1");
		assertThat(both.settings("request-1")).isEqualTo(Map.of("lanes", "2", "port", "1"));
	}

	@Test
	void brokersKeepTheNamesThatTheyHad() {
		ProcessOverrides both = new Named("a", Map.of()).and(ProcessOverrides.USUAL);

		assertThat(both.brokerHost(2)).isEqualTo("a-2");
	}

	@Test
	void bothAreToldWhatWillBeThere() {
		Named one = new Named("a", Map.of());
		Named other = new Named("b", Map.of());

		one.and(other).prepare(List.of("broker-1"), List.of(new BrokerNode(1, 9092, 9093)));

		assertThat(one.told).containsExactly("broker-1");
		assertThat(other.told).containsExactly("broker-1");
	}

	private static final class Named implements ProcessOverrides {

		private final String name;

		private final Map<String, String> settings;

		private final List<String> told = new ArrayList<>();

		Named(String name, Map<String, String> settings) {
			this.name = name;
			this.settings = settings;
		}

		@Override
		public List<String> jvmOptions(String process) {
			return List.of("-D" + this.name + "=" + process);
		}

		@Override
		public Map<String, String> settings(String process) {
			return this.settings;
		}

		@Override
		public String brokerHost(int id) {
			return this.name + "-" + id;
		}

		@Override
		public void prepare(List<String> processes, List<BrokerNode> brokers) {
			this.told.addAll(processes);
		}

	}

}
