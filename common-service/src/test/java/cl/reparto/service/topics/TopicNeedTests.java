package cl.reparto.service.topics;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TopicNeedTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			retention.ms          | 60              | 60
			retention.ms          | 60              | 61
			retention.ms          | 60              | -1
			min.insync.replicas   | 2               | 3
			min.compaction.lag.ms | 7               | 8
			max.message.bytes     | 2097152         | 9999999
			segment.ms            | 10              | 9
			cleanup.policy        | compact, delete | delete,compact
			""")
	void leavesWhatIsAsGood(String setting, String needed, String found) {
		assertThat(TopicNeed.of(Map.of(setting, needed.replace(" ", "")), Map.of(setting, found))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			retention.ms          | 60             | 59     | true
			retention.ms          | -1             | 59     | true
			min.insync.replicas   | 2              | 1      | true
			min.compaction.lag.ms | 7              | 0      | true
			max.message.bytes     | 2097152        | 1      | true
			segment.ms            | 10             | 11     | true
			message.timestamp.type | LogAppendTime | CreateTime | true
			cleanup.policy        | compact,delete | delete | false
			cleanup.policy        | delete         | compact | false
			""")
	void tellsWhatCanBeMendedFromWhatAPersonHasToDecide(String setting, String needed, String found, boolean safe) {
		assertThat(TopicNeed.of(Map.of(setting, needed), Map.of(setting, found))).singleElement()
			.satisfies((need) -> assertThat(need.isSafe()).isEqualTo(safe));
	}

	@Test
	void saysWhatIsFoundAndWhatToDo() {
		TopicNeed need = new TopicNeed("cleanup.policy", "delete", "compact,delete");

		assertThat(need.toMend("order_processing"))
			.isEqualTo("order_processing has cleanup.policy=delete and needs compact,delete. To set it: "
					+ "kafka-configs.sh --alter --entity-type topics --entity-name order_processing "
					+ "--add-config cleanup.policy=[compact,delete]");
	}

}
