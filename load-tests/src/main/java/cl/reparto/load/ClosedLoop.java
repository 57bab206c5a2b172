package cl.reparto.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.HdrHistogram.Histogram;

/**
 * Some workers, each of whom begins anew as soon as it is done: how much can be done at
 * most. How long customers wait when more of them come, it cannot tell.
 *
 * @param workers how many
 * @param warmUp how long they work before anything counts
 * @param measured how long it counts
 * @param nanoTime the time, as {@link System#nanoTime()}
 */
record ClosedLoop(int workers, Duration warmUp, Duration measured, LongSupplier nanoTime) {

	private static final int DIGITS = 3;

	ClosedLoop(int workers, Duration warmUp, Duration measured) {
		this(workers, warmUp, measured, System::nanoTime);
	}

	/**
	 * Lets them work.
	 * @param what they do, for people
	 * @param hire makes a worker, in the thread in which it will work
	 * @return how much they did
	 * @throws IllegalStateException if one of them failed
	 */
	Limit measure(String what, Callable<? extends Worker> hire) throws InterruptedException {
		long from = this.nanoTime.getAsLong() + this.warmUp.toNanos();
		long until = from + this.measured.toNanos();
		Histogram all = new Histogram(DIGITS);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Histogram>> shares = new ArrayList<>();
			for (int each = 0; each < this.workers; each++) {
				shares.add(threads.submit(() -> share(hire, from, until)));
			}
			for (Future<Histogram> share : shares) {
				all.add(share.get());
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(what + " failed", ex.getCause());
		}
		return new Limit(what, all.getTotalCount() * 1e9 / this.measured.toNanos(), all);
	}

	/** What is done within the time counts, whenever it was begun. */
	private Histogram share(Callable<? extends Worker> hire, long from, long until) throws Exception {
		Histogram times = new Histogram(DIGITS);
		try (Worker worker = hire.call()) {
			long end = this.nanoTime.getAsLong();
			while (end - until < 0) {
				long begin = this.nanoTime.getAsLong();
				worker.work();
				end = this.nanoTime.getAsLong();
				if (end - from >= 0 && end - until < 0) {
					times.recordValue(TimeUnit.NANOSECONDS.toMicros(end - begin));
				}
			}
		}
		return times;
	}

}
