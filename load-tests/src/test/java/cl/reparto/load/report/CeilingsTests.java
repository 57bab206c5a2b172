package cl.reparto.load.report;

import java.time.Duration;
import java.util.List;

import cl.reparto.load.Arrival;
import cl.reparto.load.Measure;
import cl.reparto.load.Scenario;
import cl.reparto.load.Limit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CeilingsTests {

	private static final Offset<Double> EXACTLY = Offset.offset(1e-9);

	@Test
	void drainsAPeakNoFasterThanItsPostsAreAnswered() {
		Ceilings ceilings = ceilings(1000, 50_000, 3000);

		assertThat(ceilings.drained(peak(Duration.ZERO))).isEqualTo(2, EXACTLY);
	}

	@Test
	void drainsAPeakNoFasterThanItsFiveRecordsAnOrderAreLogged() {
		Ceilings ceilings = ceilings(10_000, 2000, 3000);

		assertThat(ceilings.drained(peak(Duration.ZERO))).isEqualTo(5, EXACTLY);
	}

	@Test
	void drainsConstantLoadNoFasterThanItComes() {
		Scenario constant = new Scenario(2001, Arrival.CONSTANT, 5, Duration.ZERO);

		assertThat(ceilings(10_000, 50_000, 3000).drained(constant)).isEqualTo(20, EXACTLY);
	}

	@Test
	void leavesTheLastOrderItsThreeStages() {
		Ceilings ceilings = ceilings(1000, 50_000, 3000);

		assertThat(ceilings.drained(peak(Duration.ofMillis(50)))).isEqualTo(2.15, EXACTLY);
		assertThat(ceilings.ordersPerSecond(peak(Duration.ofMillis(50)))).isEqualTo(2000 / 2.15, EXACTLY);
	}

	@Test
	void mailsNoFasterThanFourMailsAnOrderAreDelivered() {
		assertThat(ceilings(10_000, 50_000, 3000).mailed(peak(Duration.ZERO))).isEqualTo(8000 / 3000.0, EXACTLY);
	}

	@Test
	void mailsNoFasterThanItDrains() {
		assertThat(ceilings(100, 50_000, 3000).mailed(peak(Duration.ZERO))).isEqualTo(20, EXACTLY);
	}

	@Test
	void addsItsStagesToTheLeastThatAStatusTakes() {
		Ceilings ceilings = ceilings(10_000, 50_000, 3000);

		assertThat(List.of(Measure.RECIBIDO, Measure.PREPARANDO, Measure.ENTREGANDO, Measure.FINALIZADO))
			.extracting((status) -> ceilings.percentile(peak(Duration.ofMillis(50)), status, 50))
			.containsExactly("2.00", "52.0", "102", "152");
	}

	@Test
	void knowsNothingWithoutLimits() {
		Ceilings unknown = new Ceilings(List.of());

		assertThat(unknown.ordersPerSecond(peak(Duration.ZERO))).isNaN();
		assertThat(unknown.mailed(peak(Duration.ZERO))).isNaN();
		assertThat(unknown.percentile(peak(Duration.ZERO), Measure.POST, 50)).isEqualTo("–");
	}

	private static Ceilings ceilings(double posts, double records, double mails) {
		return new Ceilings(List.of(MadeUpLimits.limit("no-op POST", posts, 900),
				MadeUpLimits.limit(Limit.LOG, records, 2000), MadeUpLimits.limit(Limit.SMTP, mails, 2600)));
	}

	private static Scenario peak(Duration stage) {
		return new Scenario(2000, Arrival.PEAK, 5, stage);
	}

}
