package cl.reparto.load.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import cl.reparto.load.result.Baseline;
import org.HdrHistogram.Histogram;

/**
 * Some clients, each of which does the same again and again.
 *
 * @param clients how many
 * @param every how long it is from one time to the next, longer if it takes longer; if
 * zero, each begins anew as soon as it is done: that tells how much can be done at most,
 * but not how long others wait who come meanwhile
 * @param warmUp how long they work before anything counts
 * @param measured how long it counts
 * @param nanoTime the time, as {@link System#nanoTime()}
 */
record Loop(int clients, Duration every, Duration warmUp, Duration measured, LongSupplier nanoTime) {

	private static final int DIGITS = 3;

	/**
	 * Lets them work.
	 * @param what they do, for people
	 * @param connect makes a client, in the thread in which it will work
	 * @return how much they did
	 * @throws IllegalStateException if one of them failed
	 */
	Baseline measure(String what, Callable<? extends Client> connect) throws InterruptedException {
		long now = this.nanoTime.getAsLong();
		Histogram all = new Histogram(DIGITS);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Histogram>> shares = new ArrayList<>();
			for (int each = 0; each < this.clients; each++) {
				long first = now + this.every.multipliedBy(each).dividedBy(this.clients).toNanos();
				shares.add(threads.submit(() -> share(connect, first, now + this.warmUp.toNanos())));
			}
			for (Future<Histogram> share : shares) {
				all.add(share.get());
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(what + " failed: " + ex.getCause(), ex.getCause());
		}
		return new Baseline(what, all.getTotalCount() * 1e9 / this.measured.toNanos(), all);
	}

	/**
	 * As often as possible: what is done within the time counts, whenever it was begun.
	 * Now and then: what is begun within the time counts, or who waits longest would not.
	 */
	private Histogram share(Callable<? extends Client> connect, long first, long from) throws Exception {
		Histogram times = new Histogram(DIGITS);
		long until = from + this.measured.toNanos();
		try (Client client = connect.call()) {
			long due = first;
			long end = this.nanoTime.getAsLong();
			while (end - until < 0) {
				LockSupport.parkNanos(due - end);
				long begin = this.nanoTime.getAsLong();
				client.work();
				end = this.nanoTime.getAsLong();
				due = dueAfter(due, end);
				long at = this.every.isZero() ? end : begin;
				if (at - from >= 0 && at - until < 0) {
					// Whoever would have come meanwhile waited, too.
					times.recordValueWithExpectedInterval(TimeUnit.NANOSECONDS.toMicros(end - begin),
							TimeUnit.NANOSECONDS.toMicros(this.every.toNanos()));
				}
			}
		}
		return times;
	}

	/**
	 * Counts from when it was due, not begun: who is woken late is to do no less for it.
	 * Who took longer than that begins at once.
	 */
	long dueAfter(long due, long end) {
		return end + Math.max(due + this.every.toNanos() - end, 0);
	}

}
