package cl.reparto.request;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import cl.reparto.model.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrdersTopicTests {

	private static final String NAME = "reparto.topics.flush-messages";

	/** As Compose passes on what is not set. */
	@Test
	void leavesDisksAloneUnlessItIsToldOtherwise() {
		assertThat(bind("").topic()).isEqualTo(Topics.ORDER_REQUESTS);
	}

	@Test
	void isOnDiskBeforeItIsAcknowledgedIfThatIsAskedFor() {
		assertThat(bind("1").topic().configs()).containsAllEntriesOf(Topics.ORDER_REQUESTS.configs())
			.containsEntry("flush.messages", "1");
	}

	@Test
	void refusesToFlushAfterNoMessages() {
		assertThatThrownBy(() -> bind("0")).rootCause().hasMessageStartingWith(NAME + " must be 1 or more");
	}

	private static OrdersTopic bind(String flushMessages) {
		return new Binder(new MapConfigurationPropertySource(Map.of(NAME, flushMessages)))
			.bindOrCreate("reparto.topics", OrdersTopic.class);
	}

}
