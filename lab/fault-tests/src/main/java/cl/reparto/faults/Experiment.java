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
 */
record Experiment(Town town, String fault, int perSecond) {

	private static final Duration WELL = Duration.ofMinutes(5);

	/** Who makes no headway for so long will not come to rest. */
	private static final Duration REST = Duration.ofSeconds(60);

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
			int excusedTwins = events.happen(traffic);
			Instant over = Instant.now();
			await("all is well again", WELL, () -> this.town.isWell());
			Instant ready = Instant.now();
			int then = traffic.accepted();
			await("orders are taken without trouble", WELL,
					() -> traffic.quiet().compareTo(QUIET) > 0 && traffic.accepted() - then > this.perSecond);
			Instant lastTrouble = Instant.now().minus(traffic.quiet());
			Instant well = lastTrouble.isAfter(ready) ? lastTrouble : ready;
			traffic.stop(ASK_ON);
			Instant stopped = Instant.now();
			boolean rested = comesToRest();
			Findings findings = this.town.findings().since(before);
			return new Outcome(this, findings, excusedTwins, Duration.between(over, well),
					Duration.between(stopped, Instant.now()), rested);
		}
	}

	private boolean comesToRest() {
		int left;
		do {
			left = this.town.underWay();
			if (Patience.holdsWithin(REST, this.town::isAtRest)) {
				return true;
			}
		}
		while (this.town.underWay() < left);
		return false;
	}

	private static void await(String what, Duration limit, BooleanSupplier condition) {
		if (!Patience.holdsWithin(limit, condition)) {
			throw new IllegalStateException("within " + limit.toSeconds() + " s it does not come to be that " + what);
		}
	}

	/** What is done to a system while customers order. */
	interface Events {

		/**
		 * Happens.
		 * @return how many mails may come twice for it, since that many were under way
		 * when their outcome became unknown
		 */
		int happen(Traffic traffic) throws Exception;

	}

	/**
	 * What became of the orders.
	 *
	 * @param experiment what happened, and to how many orders a second
	 * @param findings what the audit found
	 * @param excusedTwins how many mails may have come twice
	 * @param untilWell how long after the fault was over orders were taken without
	 * trouble again, and everything was ready and replicated
	 * @param untilRest how long after the last order everything came to its end
	 * @param rested whether it did, and consumers' lag came to zero
	 */
	record Outcome(Experiment experiment, Findings findings, int excusedTwins, Duration untilWell, Duration untilRest,
			boolean rested) {

		private static final int MOST = 20;

		/** What is not as promised, for people; of much, some. */
		List<String> broken() {
			List<String> broken = new ArrayList<>(this.findings.violations().stream().limit(MOST).toList());
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
					"%s, at %d orders/s: accepted %,d, lost %d, doubled %d, mails %,d, twins %d (excused %d), "
							+ "well again after %.1f s",
					this.experiment.fault(), this.experiment.perSecond(), this.findings.accepted(),
					this.findings.lost(), this.findings.doubled(), this.findings.mails(), this.findings.twins(),
					this.excusedTwins, this.untilWell.toMillis() / 1000.0);
		}

		/** A row of the table of results. */
		String row() {
			return String.format(Locale.ROOT, "| %s | %d | %,d | %d | %d | %,d | %d | %d | %.1f |",
					this.experiment.fault(), this.experiment.perSecond(), this.findings.accepted(),
					this.findings.lost(), this.findings.doubled(), this.findings.mails(), this.findings.twins(),
					this.excusedTwins, this.untilWell.toMillis() / 1000.0);
		}

	}

}
