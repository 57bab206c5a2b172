package cl.reparto.local;

import java.util.List;
import java.util.Map;

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

	private record Named(String name, Map<String, String> more) implements ProcessOverrides {

		@Override
		public List<String> jvmOptions(String process) {
			return List.of("-D" + this.name + "=" + process);
		}

		@Override
		public Map<String, String> settings(String process) {
			return this.more;
		}

	}

}
