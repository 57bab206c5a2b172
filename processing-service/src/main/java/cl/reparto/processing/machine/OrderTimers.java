package cl.reparto.processing.machine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.service.streams.timers.TimerIndex;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * When each of one task's orders is to be looked at, and how many wait in each status. An
 * order has one entry: among the steps until its end, in the retention thereafter.
 */
final class OrderTimers {

	/** Bounds one tick, which holds up the other work of its thread. */
	private static final int MOST_PER_TICK = 200;

	/** So that orders go on at once, however many wait (decision 26). */
	static final int COUNTED_AT_ONCE = 2_000;

	/** When an order is looked at again that could not be read. */
	private static final Duration LATER = Duration.ofMinutes(1);

	/** In the place of a status: only its id and fingerprint are left. */
	private static final byte REMEMBERED = 0;

	private final TimerIndex steps;

	private final TimerIndex retention;

	private final WaitingOrders.InTask waiting;

	OrderTimers(KeyValueStore<Bytes, byte[]> store, WaitingOrders.InTask waiting) {
		this.steps = new TimerIndex(store, 0);
		this.retention = new TimerIndex(store, 1);
		this.waiting = waiting;
		countSome();
	}

	/**
	 * Where the memory of commands keeps its own time.
	 * @param store the timers' store
	 * @return an index beside those of orders
	 */
	static TimerIndex ofCommands(KeyValueStore<Bytes, byte[]> store) {
		return new TimerIndex(store, 2);
	}

	/**
	 * Has an order looked at.
	 * @param order where it is now
	 * @param at when
	 */
	void add(OrderProgress order, Instant at) {
		TimerIndex.Entry entry = entry(order, at);
		if (order.status().isEnd()) {
			this.retention.add(entry);
		}
		else {
			this.steps.add(entry);
			count(entry, this.waiting::add);
			this.waiting.nextDue(this.steps.next());
		}
	}

	/**
	 * When to look at orders next.
	 * @param now the time, which it is while not all are counted
	 * @return null if there are none
	 */
	@Nullable Instant next(Instant now) {
		if (!this.steps.isAllRead()) {
			return now;
		}
		Instant step = this.steps.next();
		Instant end = this.retention.next();
		return (step == null || (end != null && end.isBefore(step))) ? end : step;
	}

	private static TimerIndex.Entry entry(OrderProgress order, Instant at) {
		return new TimerIndex.Entry(at, subject(order.id()), (byte) order.status().number());
	}

	private void countSome() {
		this.steps.read(COUNTED_AT_ONCE, (entry) -> status(entry).ifPresent(this.waiting::add));
	}

	/** What is yet to be read is counted when it is. */
	private void count(TimerIndex.Entry entry, Consumer<Status> change) {
		if (this.steps.isRead(entry)) {
			status(entry).ifPresent(change);
		}
	}

	/**
	 * Has an order looked at no more, for it goes on otherwise.
	 * @param order where it was
	 * @param times when it may stand to be looked at
	 */
	void remove(OrderProgress order, Set<Instant> times) {
		times.stream()
			.map((at) -> entry(order, at))
			.filter((entry) -> this.steps.remove(entry.at(), entry.subject()))
			.forEach((entry) -> count(entry, this.waiting::remove));
	}

	/**
	 * Remembers an order that is forgotten by all who show it.
	 * @param id the order
	 * @param until when it is to be forgotten here, too
	 */
	void remember(UUID id, Instant until) {
		this.retention.add(new TimerIndex.Entry(until, subject(id), REMEMBERED));
	}

	/**
	 * Takes out what is to be looked at by now.
	 * @param now the time
	 * @param step gets orders that go on
	 * @param end gets orders that have ended
	 */
	void take(Instant now, Consumer<TimerIndex.Entry> step, Consumer<TimerIndex.Entry> end) {
		countSome();
		this.steps.take(now, MOST_PER_TICK, (entry) -> {
			count(entry, this.waiting::remove);
			step.accept(entry);
		});
		this.waiting.nextDue(this.steps.next());
		this.retention.take(now, MOST_PER_TICK, end);
	}

	/**
	 * Puts off a step that cannot be taken yet.
	 * @param entry as it was taken
	 * @param now the time
	 */
	void putOffStep(TimerIndex.Entry entry, Instant now) {
		TimerIndex.Entry later = later(entry, now);
		this.steps.add(later);
		count(later, this.waiting::add);
	}

	/**
	 * Puts off an end that cannot be seen to yet.
	 * @param entry as it was taken
	 * @param now the time
	 */
	void putOffEnd(TimerIndex.Entry entry, Instant now) {
		this.retention.add(later(entry, now));
	}

	private static TimerIndex.Entry later(TimerIndex.Entry entry, Instant now) {
		return new TimerIndex.Entry(now.plus(LATER), entry.subject(), entry.note());
	}

	static boolean isRemembered(TimerIndex.Entry entry) {
		return entry.note() == REMEMBERED;
	}

	static Bytes subject(UUID id) {
		return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array());
	}

	static UUID order(TimerIndex.Entry entry) {
		ByteBuffer subject = ByteBuffer.wrap(entry.subject().get());
		return new UUID(subject.getLong(), subject.getLong());
	}

	/** Empty if another version gave it. */
	private static Optional<Status> status(TimerIndex.Entry entry) {
		return Stream.of(Status.values()).filter((each) -> each.number() == entry.note() && !each.isEnd()).findFirst();
	}

	/** The task ends here. */
	void close() {
		this.waiting.clear();
	}

}
