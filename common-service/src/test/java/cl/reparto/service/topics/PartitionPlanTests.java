package cl.reparto.service.topics;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionPlanTests {

	private static final List<String> WRITTEN = List.of("progress", "outcomes");

	private static final List<String> READ = List.of("requests", "commands");

	@Test
	void letsWhatIsReadComeLast() {
		PartitionPlan plan = PartitionPlan.of(topics(5, 5, 5), WRITTEN, READ, 10, true);

		assertThat(plan.target()).isEqualTo(10);
		assertThat(plan.lacking().keySet()).containsExactly("changelog", "progress", "requests");
		assertThat(plan.runs()).isTrue();
	}

	@Test
	void wantsNothingWhereAllIsAsConfigured() {
		assertThat(PartitionPlan.of(topics(5, 5, 5), WRITTEN, READ, 5, true).lacking()).isEmpty();
	}

	@Test
	void leavesWhatIsReadToOthers() {
		PartitionPlan plan = PartitionPlan.of(Map.of("progress", 5, "requests", 5), WRITTEN, READ, 10, false);

		assertThat(plan.lacking().keySet()).containsExactly("progress");
	}

	@Test
	void takesNoPartitionsBack() {
		assertThat(PartitionPlan.of(topics(5, 5, 5), WRITTEN, READ, 2, true).lacking()).isEmpty();
	}

	@Test
	void followsWhatSomebodyHasGivenWhatIsRead() {
		PartitionPlan plan = PartitionPlan.of(topics(5, 5, 10), WRITTEN, READ, 5, true);

		assertThat(plan.target()).isEqualTo(10);
		assertThat(plan.lacking().keySet()).containsExactly("changelog", "progress");
		assertThat(plan.runs()).isFalse();
	}

	/** As a start leaves it that ends between the two. */
	@Test
	void followsWhatChangelogsHaveGot() {
		PartitionPlan plan = PartitionPlan.of(topics(10, 5, 5), WRITTEN, READ, 5, true);

		assertThat(plan.lacking().keySet()).containsExactly("progress", "requests");
		assertThat(plan.runs()).isFalse();
	}

	@Test
	void leavesAloneWhatSomebodyHasGivenWhatIsWritten() {
		PartitionPlan plan = PartitionPlan.of(topics(5, 10, 5), WRITTEN, READ, 5, true);

		assertThat(plan.lacking()).isEmpty();
		assertThat(plan.runs()).isTrue();
	}

	@Test
	void takesWhatIsAbsentForMadeByItsWriter() {
		assertThat(PartitionPlan.of(Map.of("requests", 5), WRITTEN, READ, 5, true).lacking()).isEmpty();
	}

	@Test
	void saysWhatToRun() {
		assertThat(PartitionPlan.of(topics(5, 10, 10), WRITTEN, READ, 5, true).toDo())
			.isEqualTo("changelog has 5 partitions instead of 10, and this service must not make any. Let somebody run,"
					+ " at once and in this order: kafka-topics.sh --alter --topic changelog --partitions 10");
	}

	private static Map<String, Integer> topics(int changelog, int written, int read) {
		return Map.of("changelog", changelog, "progress", written, "requests", read);
	}

}
