package cl.reparto.load.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import cl.reparto.load.orders.Post;
import cl.reparto.load.result.Arrival;
import cl.reparto.load.result.Measure;
import cl.reparto.load.result.Outcome;
import cl.reparto.load.result.Scenario;
import cl.reparto.model.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class EvaluationTests {

	private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");

	private static final UUID FIRST = new UUID(1, 1);

	private static final UUID SECOND = new UUID(2, 2);

	private static final Path PAGE = Path.of("index.html");

	private static final Scenario SCENARIO = new Scenario(1, Arrival.CONSTANT, 5, Duration.ofMillis(7));

	private final List<ObservedRecord> records = new ArrayList<>(ObservedRecords.of(FIRST, BEGIN));

	@Test
	void measuresFromTheRequestUntilAReaderHasEachStatus() {
		Outcome outcome = outcome(post(FIRST));

		assertThat(millis(outcome, Measure.RECIBIDO)).isEqualTo(2, within(0.1));
		assertThat(millis(outcome, Measure.PREPARANDO)).isEqualTo(12, within(0.1));
		assertThat(millis(outcome, Measure.ENTREGANDO)).isEqualTo(22, within(0.1));
		assertThat(millis(outcome, Measure.FINALIZADO)).isEqualTo(32, within(0.1));
	}

	@Test
	void takesTheStagesFromTheWholeTime() {
		assertThat(millis(outcome(post(FIRST)), Measure.OWN_SHARE)).isEqualTo(32 - 3 * 7, within(0.1));
	}

	@Test
	void measuresMailsFromTheStatusThatTheyTell() {
		Outcome outcome = outcome(post(FIRST));

		assertThat(outcome.times().get(Measure.MAILED).getTotalCount()).isEqualTo(4);
		assertThat(millis(outcome, Measure.MAILED)).isEqualTo(5, within(0.1));
	}

	@Test
	void measuresTheCustomersWait() {
		Outcome outcome = outcome(new Post(BEGIN.minusMillis(3), BEGIN.plusMillis(1), FIRST, BEGIN.plusMillis(6)));

		assertThat(millis(outcome, Measure.POST)).isEqualTo(4, within(0.1));
		assertThat(millis(outcome, Measure.READABLE)).isEqualTo(6, within(0.1));
	}

	@Test
	void knowsNothingOfWhatNobodyAskedFor() {
		assertThat(outcome(post(FIRST)).times().get(Measure.READABLE).getTotalCount()).isZero();
	}

	@Test
	void isDrainedWithTheLastOrderAndMailedWithTheLastMail() {
		this.records.addAll(ObservedRecords.of(SECOND, BEGIN.plusMillis(500)));

		Outcome outcome = outcome(post(FIRST), post(SECOND));

		assertThat(outcome.orders()).isEqualTo(2);
		assertThat(outcome.drained()).isEqualTo(Duration.ofMillis(532));
		assertThat(outcome.mailed()).isEqualTo(Duration.ofMillis(535));
	}

	@Test
	void failsIfAnOrderWasNotTaken() {
		List<Post> posts = List.of(post(FIRST), post(null));

		assertThatIllegalStateException().isThrownBy(() -> Evaluation.requireTaken(posts))
			.withMessageContaining("not taken");
	}

	@Test
	void failsIfAnOrderGotLost() {
		assertFails(SECOND + " is lost", post(FIRST), post(SECOND));
	}

	@Test
	void failsIfAMailGotLost() {
		this.records.removeIf((each) -> each.topic().equals(Topics.ORDER_NOTIFICATIONS.name())
				&& each.at().equals(BEGIN.plusMillis(15)));

		assertFails(FIRST + " is lost", post(FIRST));
	}

	@Test
	void failsIfTwoCustomersHaveOneOrder() {
		assertFails("two customers", post(FIRST), post(FIRST));
	}

	private void assertFails(String message, Post... posts) {
		assertThatThrownBy(() -> outcome(posts)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining(message);
	}

	private Outcome outcome(Post... posts) {
		return Evaluation.of(SCENARIO, true, List.of(posts), OrderTimes.of(this.records), PAGE);
	}

	private static Post post(@Nullable UUID id) {
		return new Post(BEGIN, BEGIN.plusMillis(1), id, null);
	}

	private static double millis(Outcome outcome, Measure measure) {
		return outcome.times().get(measure).getMaxValue() / 1e3;
	}

}
