package cl.reparto.notification.deadletter;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LetterCursorTests {

	private static final TopicPartition FIRST = new TopicPartition("order_requests_dlt", 0);

	private static final TopicPartition SECOND = new TopicPartition("order_requests_dlt", 1);

	private static final TopicPartition COMMANDS = new TopicPartition("order_commands_dlt", 0);

	@Test
	void isReadAsItWasWritten() {
		LetterCursor cursor = new LetterCursor(Map.of(FIRST, 0L, SECOND, 4_000_000_000L, COMMANDS, 7L));

		assertThat(LetterCursor.of(cursor.toString())).isEqualTo(cursor);
		assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
	}

	/** A topic was made anew, or somebody has made the cursor up. */
	@Test
	void leadsNowhereThatIsNot() {
		LetterCursor cursor = new LetterCursor(Map.of(FIRST, 9L, COMMANDS, -1L));

		assertThat(cursor.within(Map.of(FIRST, 5L, COMMANDS, 5L)).bounds()).isEqualTo(Map.of(FIRST, 5L, COMMANDS, 0L));
	}

	@Test
	void hasNothingOfAPartitionThatIsNewer() {
		LetterCursor cursor = new LetterCursor(Map.of(FIRST, 3L));

		assertThat(cursor.within(Map.of(FIRST, 5L, SECOND, 5L)).bounds()).isEqualTo(Map.of(FIRST, 3L, SECOND, 0L));
	}

	/** The last three are {@code 1;2}, {@code 1,;;} and {@code x;;}. */
	@ParameterizedTest
	@ValueSource(strings = { "x", "%", "ñ", "MTsy", "MSw7Ow", "eDs7" })
	void isNothingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> LetterCursor.of(text));
	}

}
