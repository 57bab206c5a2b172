package cl.reparto.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;

/**
 * Measures by turns what is to be compared: the machine may be faster one second than the
 * next.
 *
 * @param workers how many do the same at a time
 * @param every how long it is from one time to the next; zero for as often as possible
 * @param warmUp how long each is done before it counts
 * @param turn how long a turn counts
 * @param nanoTime the time, as {@link System#nanoTime()}
 */
record Turns(int workers, Duration every, Duration warmUp, Duration turn, LongSupplier nanoTime) {

	/** Many, and short: so the machine is much the same in one and the next. */
	private static final int TURNS = 20;

	/** Connecting does not count. */
	private static final Duration CONNECTING = Duration.ofMillis(500);

	Turns(int workers, Duration every, Duration warmUp, Duration turn) {
		this(workers, every, warmUp, turn, System::nanoTime);
	}

	/**
	 * Lets each have its turns.
	 * @param contenders what is done
	 * @return how much was done of each, in the same order
	 * @throws IllegalStateException if one of them failed
	 */
	List<Limit> measure(List<Contender> contenders) throws InterruptedException {
		Loop preparing = new Loop(this.workers, Duration.ZERO, Duration.ZERO, this.warmUp, this.nanoTime);
		for (Contender each : contenders) {
			preparing.measure(each.what(), each.hire());
		}
		Loop counting = new Loop(this.workers, this.every, CONNECTING, this.turn, this.nanoTime);
		List<List<Limit>> turns = new ArrayList<>();
		for (int turn = 0; turn < TURNS; turn++) {
			List<Limit> limits = new ArrayList<>();
			for (Contender each : contenders) {
				limits.add(counting.measure(each.what(), each.hire()));
			}
			turns.add(limits);
		}
		return IntStream.range(0, contenders.size())
			.mapToObj((each) -> all(turns.stream().map((limits) -> limits.get(each)).toList()))
			.toList();
	}

	/** All turns of one of them. */
	private static Limit all(List<Limit> turns) {
		Histogram times = turns.getFirst().times().copy();
		turns.stream().skip(1).forEach((turn) -> times.add(turn.times()));
		double perSecond = turns.stream().mapToDouble(Limit::perSecond).average().orElseThrow();
		return new Limit(turns.getFirst().what(), perSecond, times);
	}

}
