package cl.reparto.faults;

import java.util.List;
import java.util.Map;

import cl.reparto.local.Surroundings;

/**
 * Lets a dozen JVMs get along on two cores: they compile once and lightly, since they die
 * young, and commit less often, since these tests are about what becomes of orders and
 * not about speed.
 */
record ManyOnFewCores() implements Surroundings {

	@Override
	public List<String> jvmOptions(String process) {
		return List.of("-XX:TieredStopAtLevel=1");
	}

	@Override
	public Map<String, String> settings(String process) {
		return Map.of("spring.kafka.streams.properties.commit.interval.ms", "50");
	}

}
