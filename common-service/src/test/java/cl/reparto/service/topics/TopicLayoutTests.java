package cl.reparto.service.topics;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicLayoutTests {

	@Test
	void haveDefaultsForThreeBrokers() {
		assertThat(bind(Map.of())).isEqualTo(new TopicLayout(5, 3, 2, true));
	}

	@Test
	void areTakenByName() {
		TopicLayout layout = bind(Map.of("reparto.topics.partitions", "7", "reparto.topics.replicas", "5",
				"reparto.topics.min-insync-replicas", "4"));

		assertThat(layout).isEqualTo(new TopicLayout(7, 5, 4, true));
	}

	@Test
	void refuseMoreInSyncReplicasThanThereAre() {
		assertThatThrownBy(() -> bind(Map.of("reparto.topics.replicas", "1"))).rootCause()
			.hasMessageStartingWith("reparto.topics needs ")
			.hasMessageContaining("replicas=1");
	}

	private static TopicLayout bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("reparto.topics",
				TopicLayout.class);
	}

}
