package cl.reparto.faults.people;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import cl.reparto.faults.audit.Answer;
import cl.reparto.faults.audit.Deed;
import cl.reparto.faults.audit.Deed.Told;
import cl.reparto.faults.audit.Request;
import cl.reparto.faults.bed.FaultBed;
import cl.reparto.local.Service;
import cl.reparto.local.StackService;

/**
 * Those who act on orders, by chance but the same with the same seed: a customer, the
 * shop, or both at once.
 */
final class People {

	private static final long SEED = Long.getLong("faults.seed", System.nanoTime());

	private final Map<Told, Integer> told = new EnumMap<>(Told.class);

	private final AtomicInteger orders = new AtomicInteger();

	/** More would only keep a machine that is behind from what they wait for. */
	private final Semaphore atOnce = new Semaphore(60);

	private final FaultBed bed;

	private final Town town;

	People(FaultBed bed) {
		this.bed = bed;
		this.town = new Town(bed.client(),
				() -> bed.services().present(Service.NOTIFICATION).map(StackService::address).toList(), this::asked,
				bed::violated);
		System.out.println("People act as -Dfaults.seed=" + SEED + " has it");
	}

	private void asked(Deed deed) {
		this.bed.asked(deed);
		synchronized (this.told) {
			this.told.merge(deed.told(), 1, Integer::sum);
		}
	}

	/**
	 * An order was answered: if it was taken, people act on it until they are done,
	 * unless many do already.
	 */
	void meet(Request request) {
		if (request.answer() == Answer.OK && request.id() != null && this.atOnce.tryAcquire()) {
			try {
				actOn(request.id());
			}
			finally {
				this.atOnce.release();
			}
		}
	}

	private void actOn(String order) {
		Random random = new Random(SEED + this.orders.incrementAndGet());
		Person customer = new Person(this.town, order, "customer", new Random(random.nextLong()));
		Person shop = new Person(this.town, order, "shop", new Random(random.nextLong()));
		switch (random.nextInt(3)) {
			case 0 -> customer.cancels();
			case 1 -> shop.worksAtTheShop();
			default -> {
				Thread other = Thread.ofVirtual().start(customer::cancels);
				shop.worksAtTheShop();
				join(other);
			}
		}
	}

	private static void join(Thread other) {
		try {
			other.join();
		}
		catch (InterruptedException ex) {
			other.interrupt();
			Thread.currentThread().interrupt();
		}
	}

	/** How often somebody was told so. */
	int told(Told what) {
		synchronized (this.told) {
			return this.told.getOrDefault(what, 0);
		}
	}

	@Override
	public String toString() {
		synchronized (this.told) {
			return "people acted on " + this.orders + " orders and were told " + this.told;
		}
	}

}
