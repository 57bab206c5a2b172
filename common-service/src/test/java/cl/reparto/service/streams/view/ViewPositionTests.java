package cl.reparto.service.streams.view;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ViewPositionTests {

	private final ViewPosition position = new ViewPosition();

	@Test
	void isToldInTheOrderOfPartitions() {
		assertThat(this.position.byPartition()).isEmpty();

		this.position.note(Map.of(new TopicPartition("t", 3), 7L, new TopicPartition("t", 0), 5L,
				new TopicPartition("t", 1), 11L));

		assertThat(this.position.byPartition()).containsExactly(5L, 11L, 0L, 7L);
	}

}
