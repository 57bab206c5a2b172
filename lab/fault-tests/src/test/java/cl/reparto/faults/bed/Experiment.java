package cl.reparto.faults.bed;

import java.time.Duration;
import java.time.Instant;

import cl.reparto.faults.audit.order.Findings;
import cl.reparto.faults.traffic.Traffic;
import org.awaitility.core.ConditionTimeoutException;

import static cl.reparto.faults.bed.FaultBed.await;

/**
 * A fault under a steady load, and what became of the orders.
 *
 * @param fault what happens, for people
 * @param perSecond how many orders a second
 * @param excusedNotes how many mails may be noted twice for it
 */
public record Experiment(FaultBed bed, String fault, int perSecond, int excusedNotes) {

	private static final Duration WELL = Duration.ofMinutes(5);

	/** Who makes no headway for so long will not come to rest. */
	private static final Duration REST = Duration.ofSeconds(60);

	private static final Duration ASK_ON = Duration.ofSeconds(30);

	private static final Duration QUIET = Duration.ofSeconds(1);

	/**
	 * Lets the fault happen, when there are orders at every stage.
	 * @param events at their end nothing is in the way of being well again
	 */
	public Outcome run(Events events) throws Exception {
		Instant begin = Instant.now();
		Findings before = this.bed.findings();
		String customers = "c" + before.accepted() + "-" + System.nanoTime();
		try (Traffic traffic = this.bed.traffic(customers, this.perSecond)) {
			await("orders are taken").atMost(WELL).until(() -> traffic.accepted() > this.perSecond);
			int excusedTwins = events.happen(this.bed, traffic);
			Instant over = Instant.now();
			await("all is well again").atMost(WELL).until(this.bed::isWell);
			Instant ready = Instant.now();
			int then = traffic.accepted();
			await("orders are taken without trouble").atMost(WELL)
				.until(() -> traffic.quiet().compareTo(QUIET) > 0 && traffic.accepted() - then > this.perSecond);
			Instant lastTrouble = Instant.now().minus(traffic.quiet());
			Instant well = lastTrouble.isAfter(ready) ? lastTrouble : ready;
			traffic.stop(ASK_ON);
			Instant stopped = Instant.now();
			boolean rested = comesToRest();
			Instant end = Instant.now();
			return new Outcome(this, this.bed.findings().since(before), excusedTwins, Duration.between(over, well),
					Duration.between(stopped, end), rested, Duration.between(begin, end));
		}
	}

	private boolean comesToRest() {
		int left;
		do {
			left = this.bed.underWay();
			try {
				await("every order is at its end").atMost(REST).until(this.bed::isAtRest);
				return true;
			}
			catch (ConditionTimeoutException ex) {
				// It may have made headway.
			}
		}
		while (this.bed.underWay() < left);
		return false;
	}

	/** What is done to a system while customers order. */
	public interface Events {

		/**
		 * Happens.
		 * @return how many mails may come twice for it, since that many were under way
		 * when their outcome became unknown
		 */
		int happen(FaultBed bed, Traffic traffic) throws Exception;

	}

}
