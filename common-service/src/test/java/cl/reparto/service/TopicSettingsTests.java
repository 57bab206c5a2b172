package cl.reparto.service;

import java.util.Map;

import cl.reparto.model.TopicLayout;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicSettingsTests {

	@Test
	void haveDefaultsForThreeBrokers() {
		assertThat(bind(Map.of()).layout()).isEqualTo(new TopicLayout(5, 3, 2));
	}

	@Test
	void areTakenByName() {
		TopicSettings settings = bind(Map.of("reparto.topics.partitions", "7", "reparto.topics.replicas", "5",
				"reparto.topics.min-insync-replicas", "4"));

		assertThat(settings.layout()).isEqualTo(new TopicLayout(7, 5, 4));
	}

	@Test
	void refuseMoreInSyncReplicasThanThereAre() {
		TopicSettings settings = bind(Map.of("reparto.topics.replicas", "1"));

		assertThatThrownBy(settings::layout).hasMessageStartingWith("reparto.topics needs ")
			.hasMessageContaining("replicas=1");
	}

	private static TopicSettings bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("reparto.topics",
				TopicSettings.class);
	}

}
