package cl.reparto.faults.bed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import cl.reparto.faults.audit.order.Findings;

/**
 * What became of the orders.
 *
 * @param experiment what happened, and to how many orders a second
 * @param excusedTwins how many mails may have come twice
 * @param untilWell how long after the fault was over orders were taken without trouble
 * again, and everything was ready and replicated
 * @param untilRest how long after the last order everything came to its end
 * @param rested whether it did, and consumers' lag came to zero
 * @param took how long all of it took
 */
public record Outcome(Experiment experiment, Findings findings, int excusedTwins, Duration untilWell,
		Duration untilRest, boolean rested, Duration took) {

	/** The columns of the table of results. */
	public static final List<String> COLUMNS = List.of("fault", "orders a second", "accepted", "lost", "doubled",
			"mails", "twins", "excused", "seconds until well again", "until at rest", "in all");

	private static final int MOST = 20;

	/** What is not as promised, for people; of much, some. */
	public List<String> broken() {
		List<String> broken = new ArrayList<>(this.findings.violations());
		broken.stream()
			.filter((each) -> each.startsWith(Findings.NOTED_AGAIN))
			.limit(this.experiment.excusedNotes())
			.toList()
			.forEach(broken::remove);
		broken.subList(Math.min(MOST, broken.size()), broken.size()).clear();
		if (this.findings.twins() > this.excusedTwins) {
			broken.add(this.findings.twins() + " mails twice, of which only " + this.excusedTwins + " are excused");
		}
		if (!this.rested) {
			broken.add("orders are still under way, or consumers lag");
		}
		return broken;
	}

	/** What people see. */
	public String line() {
		return write("%s, at %d orders/s: accepted %,d, lost %d, doubled %d, mails %,d, twins %d (excused %d), "
				+ "well again after %.1f s, at rest after %.1f s, took %.0f s");
	}

	/** A row of the table of results. */
	public String row() {
		return write("| %s | %d | %,d | %d | %d | %,d | %d | %d | %.1f | %.1f | %.0f |");
	}

	private String write(String format) {
		return String.format(Locale.ROOT, format, this.experiment.fault(), this.experiment.perSecond(),
				this.findings.accepted(), this.findings.lost(), this.findings.doubled(), this.findings.mails(),
				this.findings.twins(), this.excusedTwins, seconds(this.untilWell), seconds(this.untilRest),
				seconds(this.took));
	}

	private static double seconds(Duration time) {
		return time.toMillis() / 1000.0;
	}

}
