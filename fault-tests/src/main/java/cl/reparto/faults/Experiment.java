package cl.reparto.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * A fault under a steady load, and what became of the orders.
 *
 * @param town where it happens
 * @param fault what happens, for people
 * @param perSecond how many orders a second
 * @param excusedTwins how many mails may come twice, since processes died with so many
 * under way
 */
record Experiment(Town town, String fault, int perSecond, int excusedTwins) {

	private static final Duration WELL = Duration.ofSeconds(90);

	private static final Duration REST = Duration.ofSeconds(120);

	private static final Duration ASK_ON = Duration.ofSeconds(30);

	private static final Duration QUIET = Duration.ofSeconds(1);

	/**
	 * Lets the fault happen.
	 * @param events what is done to the system; at its end nothing is in the way of its
	 * being well again
	 * @return what became of it
	 */
	Outcome run(Events events) throws Exception {
		Findings before = this.town.findings();
		int order = before.accepted();
		try (Traffic traffic = this.town.traffic("c" + order + "-" + System.nanoTime(), this.perSecond)) {
			await("orders are taken", WELL, () -> traffic.accepted() > 2 * this.perSecond);
			events.happen(traffic);
			Instant over = Instant.now();
			await("all is well again", WELL, () -> this.town.isWell());
			Instant ready = Instant.now();
			int then = traffic.accepted();
			await("orders are taken without trouble", WELL,
					() -> traffic.quiet().compareTo(QUIET) > 0 && traffic.accepted() - then > this.perSecond);
			Instant lastTrouble = Instant.now().minus(traffic.quiet());
			Instant well = lastTrouble.isAfter(ready) ? lastTrouble : ready;
			traffic.stop(ASK_ON);
			boolean rested = Patience.holdsWithin(REST, this.town::isAtRest);
			Findings findings = this.town.findings().since(before);
			return new Outcome(this.fault, findings, this.excusedTwins, Duration.between(over, well), rested);
		}
	}

	private static void await(String what, Duration limit, BooleanSupplier condition) {
		if (!Patience.holdsWithin(limit, condition)) {
			throw new IllegalStateException("within " + limit.toSeconds() + " s it does not come to be that " + what);
		}
	}

	/** What is done to a system while customers order. */
	interface Events {

		void happen(Traffic traffic) throws Exception;

	}

	/**
	 * What became of the orders.
	 *
	 * @param fault what happened
	 * @param findings what the audit found
	 * @param excusedTwins how many mails may have come twice
	 * @param untilWell how long after the fault was over orders were taken without
	 * trouble again, and everything was ready and replicated
	 * @param rested whether everything came to its end and consumers' lag to zero
	 */
	record Outcome(String fault, Findings findings, int excusedTwins, Duration untilWell, boolean rested) {

		/** What is not as promised, for people. */
		List<String> broken() {
			List<String> broken = new ArrayList<>(this.findings.violations());
			if (this.findings.twins() > this.excusedTwins) {
				broken.add(this.findings.twins() + " mails twice, of which only " + this.excusedTwins + " are excused");
			}
			if (!this.rested) {
				broken.add("orders are still under way, or consumers lag");
			}
			return broken;
		}

		/** What people see. */
		String line() {
			return String.format(Locale.ROOT,
					"%s: accepted %,d, lost %d, doubled %d, mails %,d, twins %d (excused %d), well again after %.1f s",
					this.fault, this.findings.accepted(), this.findings.lost(), this.findings.doubled(),
					this.findings.mails(), this.findings.twins(), this.excusedTwins,
					this.untilWell.toMillis() / 1000.0);
		}

		/** A row of the table of results. */
		String row() {
			return String.format(Locale.ROOT, "| %s | %,d | %d | %d | %,d | %d | %d | %.1f |", this.fault,
					this.findings.accepted(), this.findings.lost(), this.findings.doubled(), this.findings.mails(),
					this.findings.twins(), this.excusedTwins, this.untilWell.toMillis() / 1000.0);
		}

	}

}
