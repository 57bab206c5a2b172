package cl.reparto.faults.sellers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import cl.reparto.faults.audit.guild.GuildFindings;

/**
 * What became of the guild.
 *
 * @param fault what happened, for people
 * @param perSecond how many spoke in a second
 * @param findings what the audit found
 * @param excusedTwins how many mails may have come twice
 * @param untilWell how long after the fault was over everything was answered without
 * trouble again, and everything was ready and replicated
 * @param untilRest how long after the last word everything came to its end
 * @param took how long all of it took
 */
record GuildOutcome(String fault, int perSecond, GuildFindings findings, int excusedTwins, Duration untilWell,
		Duration untilRest, Duration took) {

	/** The columns of the table of results. */
	static final List<String> COLUMNS = List.of("fault", "words a second", "sales", "notices", "applicants", "lots",
			"lost", "doubled", "mails", "twins", "excused", "seconds that the latest cart was lost late",
			"until well again", "until at rest", "in all");

	private static final int MOST = 20;

	/** What is not as promised, for people; of much, some. */
	List<String> broken() {
		List<String> broken = new ArrayList<>(this.findings.violations().stream().limit(MOST).toList());
		if (this.findings.twins() > this.excusedTwins) {
			broken.add(this.findings.twins() + " mails twice, of which only " + this.excusedTwins + " are excused");
		}
		return broken;
	}

	/** What people see. */
	String line() {
		return write("%s, at %d words/s: sales %,d, notices %,d, applicants %,d, lots %,d, lost %d, doubled %d, "
				+ "mails %,d, twins %d (excused %d), lost carts up to %.1f s late, well again after %.1f s, "
				+ "at rest after %.1f s, took %.0f s");
	}

	/** A row of the table of results. */
	String row() {
		return write("| %s | %d | %,d | %,d | %,d | %,d | %d | %d | %,d | %d | %d | %.1f | %.1f | %.1f | %.0f |");
	}

	private String write(String format) {
		return String.format(Locale.ROOT, format, this.fault, this.perSecond, this.findings.sales(),
				this.findings.notices(), this.findings.applicants(), this.findings.lots(), this.findings.lost(),
				this.findings.doubled(), this.findings.mails(), this.findings.twins(), this.excusedTwins,
				seconds(this.findings.late()), seconds(this.untilWell), seconds(this.untilRest), seconds(this.took));
	}

	private static double seconds(Duration time) {
		return time.toMillis() / 1000.0;
	}

}
