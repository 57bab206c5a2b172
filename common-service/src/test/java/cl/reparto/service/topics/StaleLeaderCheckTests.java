package cl.reparto.service.topics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StaleLeaderCheckTests {

	@Test
	void trustsBrokersThatAreEquallyFar() throws Exception {
		assertThat(looks(List.of(Map.of(1, 7L, 2, 7L, 3, 7L)))).isEqualTo(1);
	}

	@Test
	void waitsForOneThatIsBehind() throws Exception {
		assertThat(
				looks(List.of(Map.of(1, 7L, 2, 5L, 3, 7L), Map.of(1, 8L, 2, 6L, 3, 8L), Map.of(1, 8L, 2, 7L, 3, 8L))))
			.isEqualTo(3);
	}

	@Test
	void doesNotTrustOneThatStaysBehind() {
		assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> looks(List.of(Map.of(1, 7L, 2, 5L, 3, 7L))))
			.withMessageContaining("[2] are cut off");
	}

	@Test
	void doesNotMissTheDead() throws Exception {
		assertThat(looks(List.of(Map.of(1, 7L, 3, 7L)))).isEqualTo(1);
	}

	@Test
	void doesNotTrustOneWithoutMostOthers() {
		assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> looks(List.of(Map.of(1, 7L))))
			.withMessageContaining("only [1] answer");
	}

	@Test
	void asksForMostOfEachPartition() {
		List<TopicPartitionInfo> partitions = List.of(partition(0, 1, 2, 3), partition(1, 3, 4, 5));

		assertThatExceptionOfType(KafkaException.class)
			.isThrownBy(() -> new StaleLeaderCheck((ids) -> Map.of(1, 7L, 2, 7L, 3, 7L)).require(partitions));
	}

	@Test
	void namesThoseThatKnowWhoLeads() throws Exception {
		assertThat(new StaleLeaderCheck((ids) -> Map.of(1, 7L, 2, 5L, 3, 7L)).upToDate(List.of(partition(0, 1, 2, 3))))
			.extracting(Node::id)
			.containsExactlyInAnyOrder(1, 3);
	}

	/** As others are told of one that is only starting. */
	@Test
	void namesNobodyWithoutAnAddress() {
		List<Node> nodes = List.of(new Node(1, "", -1));
		TopicPartitionInfo partition = new TopicPartitionInfo(0, null, nodes, nodes);

		assertThatExceptionOfType(KafkaException.class)
			.isThrownBy(() -> new StaleLeaderCheck((ids) -> Map.of(1, 7L)).upToDate(List.of(partition)))
			.withMessageContaining("no address");
	}

	@Test
	void namesNobodyWithoutMostOthers() {
		assertThatExceptionOfType(KafkaException.class)
			.isThrownBy(() -> new StaleLeaderCheck((ids) -> Map.of(2, 5L)).upToDate(List.of(partition(0, 1, 2, 3))));
	}

	private static int looks(List<Map<Integer, Long>> answers) throws InterruptedException {
		Deque<Map<Integer, Long>> left = new ArrayDeque<>(answers);
		new StaleLeaderCheck((ids) -> (left.size() > 1) ? left.remove() : left.element())
			.require(List.of(partition(0, 1, 2, 3)));
		return answers.size() - left.size() + 1;
	}

	private static TopicPartitionInfo partition(int number, int... replicas) {
		List<Node> nodes = IntStream.of(replicas).mapToObj((id) -> new Node(id, "broker-" + id, 9092)).toList();
		return new TopicPartitionInfo(number, nodes.getFirst(), nodes, nodes);
	}

}
