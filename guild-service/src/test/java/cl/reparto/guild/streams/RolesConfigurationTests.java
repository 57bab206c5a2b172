package cl.reparto.guild.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.model.Topic;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RolesConfigurationTests {

	@Test
	void tunesARoleAsItWants() {
		assertThat(RolesConfiguration.tuned(new Tuned(), Map.of("state.dir", "state")))
			.isEqualTo(Map.of("state.dir", "state", "num.stream.threads", "2"));
	}

	@Test
	void tunesItOtherwiseIfPeopleSaySo() {
		assertThat(RolesConfiguration.tuned(new Tuned(), Map.of("num.stream.threads", "1")))
			.isEqualTo(Map.of("num.stream.threads", "1"));
	}

	/** Does nothing, in two threads. */
	private static final class Tuned implements GuildRole {

		@Override
		public Topic<?> reads() {
			return GuildTopics.STOCK;
		}

		@Override
		public List<Topic<?>> writes() {
			return List.of();
		}

		@Override
		public void addTo(StreamsBuilder builder, Duration tick) {
		}

		@Override
		public Map<String, String> tuning() {
			return Map.of("num.stream.threads", "2");
		}

	}

}
