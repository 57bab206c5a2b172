package cl.reparto.faults.traffic;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import cl.reparto.faults.audit.Answer;
import cl.reparto.faults.audit.Request;

/**
 * Customers who arrive at a steady rate, whatever becomes of those before them.
 */
public final class Traffic implements AutoCloseable {

	private final Shops shops;

	private final String name;

	private final Duration between;

	private final Consumer<Request> answered;

	private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();

	private final Thread arrivals = Thread.ofVirtual().unstarted(this::arrive);

	private final TrafficFigures figures = new TrafficFigures();

	private volatile long deadline = System.nanoTime() + Duration.ofDays(1).toNanos();

	private Traffic(Shops shops, String name, int perSecond, Consumer<Request> answered) {
		this.shops = shops;
		this.name = name;
		this.between = Duration.ofSeconds(1).dividedBy(perSecond);
		this.answered = answered;
	}

	/**
	 * Lets customers come.
	 * @param shops where they order: the first time at one, then at the next
	 * @param name how their addresses begin
	 * @param perSecond how many orders a second
	 * @param answered told of each order once it is answered for good
	 */
	public static Traffic start(Shops shops, String name, int perSecond, Consumer<Request> answered) {
		Traffic traffic = new Traffic(shops, name, perSecond, answered);
		traffic.arrivals.start();
		return traffic;
	}

	private void arrive() {
		long due = System.nanoTime();
		for (int number = 1; !Thread.currentThread().isInterrupted(); number++) {
			StubbornCustomer each = StubbornCustomer.of(this.name, number);
			this.customers.execute(() -> order(each));
			due += this.between.toNanos();
			LockSupport.parkNanos(due - System.nanoTime());
		}
	}

	private void order(StubbornCustomer customer) {
		long arrival = System.nanoTime();
		Request settled = customer.order();
		try {
			settled = customer.settle(this.shops, this.figures, () -> System.nanoTime() - this.deadline > 0);
			if (settled.answer() == Answer.OK) {
				this.figures.accepted(arrival);
			}
		}
		finally {
			this.answered.accept(settled);
		}
	}

	/** Lets time pass while customers come. */
	public void goesOnFor(Duration time) throws InterruptedException {
		Thread.sleep(time);
	}

	/** How many orders were taken so far. */
	public int accepted() {
		return this.figures.accepted();
	}

	/**
	 * How many orders were taken of customers who came after a moment on the clock of
	 * {@link System#nanoTime}. One who came before may be told late, or for the second
	 * time, that the order was taken.
	 */
	public long acceptedSince(long moment) {
		return this.figures.acceptedSince(moment);
	}

	/** For how long every order was answered at the first attempt. */
	public Duration quiet() {
		return this.figures.quiet();
	}

	/**
	 * Lets no more customers come and waits for those who still ask, as long as they may.
	 */
	public void stop(Duration patience) {
		endArrivals();
		this.deadline = System.nanoTime() + patience.toNanos();
		this.customers.close();
	}

	@Override
	public void close() {
		endArrivals();
		this.deadline = System.nanoTime();
		this.customers.shutdownNow();
	}

	private void endArrivals() {
		this.arrivals.interrupt();
		try {
			this.arrivals.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
