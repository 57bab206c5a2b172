package cl.reparto.load.result;

import java.time.Duration;
import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BaselinesTests {

	private static final Offset<Double> EXACTLY = Offset.offset(1e-9);

	@Test
	void drainsAPeakNoFasterThanItsPostsAreAnswered() {
		Baselines baselines = baselines(1000, 50_000, 3000);

		assertThat(baselines.drained(peak(Duration.ZERO))).isEqualTo(2, EXACTLY);
	}

	@Test
	void drainsAPeakNoFasterThanItsFiveRecordsAnOrderAreLogged() {
		Baselines baselines = baselines(10_000, 2000, 3000);

		assertThat(baselines.drained(peak(Duration.ZERO))).isEqualTo(5, EXACTLY);
	}

	@Test
	void drainsConstantLoadNoFasterThanItComes() {
		Scenario constant = new Scenario(2001, Arrival.CONSTANT, 5, Duration.ZERO);

		assertThat(baselines(10_000, 50_000, 3000).drained(constant)).isEqualTo(20, EXACTLY);
	}

	@Test
	void leavesTheLastOrderItsThreeStages() {
		Baselines baselines = baselines(1000, 50_000, 3000);

		assertThat(baselines.drained(peak(Duration.ofMillis(50)))).isEqualTo(2.15, EXACTLY);
		assertThat(baselines.ordersPerSecond(peak(Duration.ofMillis(50)))).isEqualTo(2000 / 2.15, EXACTLY);
	}

	@Test
	void mailsNoFasterThanFourMailsAnOrderAreDelivered() {
		assertThat(baselines(10_000, 50_000, 3000).mailed(peak(Duration.ZERO))).isEqualTo(8000 / 3000.0, EXACTLY);
	}

	@Test
	void mailsNoFasterThanItDrains() {
		assertThat(baselines(100, 50_000, 3000).mailed(peak(Duration.ZERO))).isEqualTo(20, EXACTLY);
	}

	@Test
	void leavesEachStatusTheStagesBeforeIt() {
		assertThat(List.of(Measure.RECIBIDO, Measure.PREPARANDO, Measure.ENTREGANDO, Measure.FINALIZADO))
			.extracting((status) -> Baselines.stages(peak(Duration.ofMillis(50)), status).toMillis())
			.containsExactly(0L, 50L, 100L, 150L);
	}

	@Test
	void knowsNothingThatWasNotMeasured() {
		Baselines unknown = new Baselines(List.of());

		assertThat(unknown.ordersPerSecond(peak(Duration.ZERO))).isNaN();
		assertThat(unknown.mailed(peak(Duration.ZERO))).isNaN();
		assertThat(unknown.times(Measure.POST)).isNull();
	}

	private static Baselines baselines(double posts, double records, double mails) {
		return new Baselines(List.of(MadeUpBaselines.of(Baseline.NO_OP_POST, posts, 900),
				MadeUpBaselines.of(Baseline.LOG, records, 2000), MadeUpBaselines.of(Baseline.SMTP, mails, 2600)));
	}

	private static Scenario peak(Duration stage) {
		return new Scenario(2000, Arrival.PEAK, 5, stage);
	}

}
