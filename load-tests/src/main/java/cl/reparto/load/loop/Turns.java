package cl.reparto.load.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import cl.reparto.load.result.Baseline;
import org.HdrHistogram.Histogram;

/**
 * Measures by turns what is to be compared: the machine may be faster one second than the
 * next.
 *
 * @param clients how many do the same at a time
 * @param every how long it is from one time to the next; zero for as often as possible
 * @param timing how long each is done
 * @param nanoTime the time, as {@link System#nanoTime()}
 */
public record Turns(int clients, Duration every, Timing timing, LongSupplier nanoTime) {

	/**
	 * Turns by the system's clock.
	 * @param clients how many do the same at a time
	 * @param every how long it is from one time to the next; zero for as often as
	 * possible
	 * @param timing how long each is done
	 */
	public Turns(int clients, Duration every, Timing timing) {
		this(clients, every, timing, System::nanoTime);
	}

	/**
	 * Lets each have its turns.
	 * @param contenders what is done
	 * @return how much was done of each, in the same order
	 * @throws IllegalStateException if one of them failed
	 */
	public List<Baseline> measure(List<Contender> contenders) throws InterruptedException {
		// As often as then: what more would leave behind would be worked off meanwhile.
		inTurn(contenders, new Loop(this.clients, this.every, Duration.ZERO, this.timing.warmUp(), this.nanoTime));
		Loop counting = new Loop(this.clients, this.every, this.timing.connecting(), this.timing.turn(), this.nanoTime);
		List<List<Baseline>> turns = new ArrayList<>();
		for (int turn = 0; turn < this.timing.turns(); turn++) {
			turns.add(inTurn(contenders, counting));
		}
		return IntStream.range(0, contenders.size())
			.mapToObj((each) -> all(turns.stream().map((turn) -> turn.get(each)).toList()))
			.toList();
	}

	private static List<Baseline> inTurn(List<Contender> contenders, Loop loop) throws InterruptedException {
		List<Baseline> all = new ArrayList<>();
		for (Contender each : contenders) {
			all.add(loop.measure(each.what(), each.connect()));
		}
		return all;
	}

	/** All turns of one of them. */
	private static Baseline all(List<Baseline> turns) {
		Histogram times = turns.getFirst().times().copy();
		turns.stream().skip(1).forEach((turn) -> times.add(turn.times()));
		double perSecond = turns.stream().mapToDouble(Baseline::perSecond).average().orElseThrow();
		return new Baseline(turns.getFirst().what(), perSecond, times);
	}

}
