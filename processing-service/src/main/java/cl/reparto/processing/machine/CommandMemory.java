package cl.reparto.processing.machine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.service.streams.timers.TimerIndex;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What has come of the commands to one task's orders, so that one that comes again is
 * answered the same. Keys are the order's id and the command's, values the outcome as it
 * was written. All of an order go within a day of when the order is forgotten; those to
 * an order that never was, after a day (decision 23).
 */
final class CommandMemory {

	/**
	 * Of each order. Refusals beyond are not remembered: whoever knows an order's id may
	 * ask for as much as he likes. What was done always is; an order bounds it itself.
	 */
	static final int MOST = 100;

	static final Duration DAY = Duration.ofDays(1);

	/** Bounds how long other work waits. */
	private static final int MOST_AT_ONCE = 500;

	private final KeyValueStore<Bytes, byte[]> outcomes;

	private final TimerIndex timers;

	private final Duration retention;

	/**
	 * Opens the memory.
	 * @param outcomes where it is kept
	 * @param timers when to look whether an order is forgotten
	 * @param retention how long an order is shown after its end
	 */
	CommandMemory(KeyValueStore<Bytes, byte[]> outcomes, TimerIndex timers, Duration retention) {
		this.outcomes = outcomes;
		this.timers = timers;
		this.retention = retention;
	}

	/**
	 * What has come of a command before.
	 * @param command the command
	 * @return the outcome as it was written; null if the command is new
	 */
	byte @Nullable [] outcomeOf(OrderCommand command) {
		return this.outcomes.get(key(command.order(), command.id()));
	}

	/**
	 * Remembers what came of a command.
	 * @param outcome what came of it
	 * @param event the same as it is written
	 * @param now the time
	 */
	void remember(CommandOutcome outcome, byte[] event, Instant now) {
		int known = of(outcome.order(), MOST).size();
		if (known == 0) {
			Duration kept = (outcome.result() != Result.UNKNOWN) ? this.retention.plus(DAY) : DAY;
			this.timers
				.add(new TimerIndex.Entry(soonAfter(now.plus(kept)), OrderTimers.subject(outcome.order()), (byte) 0));
		}
		if (known < MOST || outcome.result() == Result.DONE) {
			this.outcomes.put(key(outcome.order(), outcome.command()), event);
		}
	}

	/**
	 * Forgets the commands of orders that are forgotten.
	 * @param now the time
	 * @param isShown tells of an order whether it still is to be seen
	 */
	void forget(Instant now, Predicate<UUID> isShown) {
		this.timers.take(now, MOST_AT_ONCE, (entry) -> {
			UUID order = OrderTimers.order(entry);
			if (isShown.test(order)) {
				this.timers.add(new TimerIndex.Entry(soonAfter(now.plus(DAY)), entry.subject(), entry.note()));
			}
			else {
				of(order, Integer.MAX_VALUE).forEach(this.outcomes::delete);
			}
		});
	}

	/**
	 * When there is something to forget next.
	 * @return null if there is nothing, or nobody has looked yet
	 */
	@Nullable Instant next() {
		return this.timers.next();
	}

	/** At a whole minute: one look is for all that are due within it. */
	private static Instant soonAfter(Instant time) {
		return time.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
	}

	/** The keys of an order's commands. */
	private List<Bytes> of(UUID order, int most) {
		List<Bytes> keys = new ArrayList<>();
		try (KeyValueIterator<Bytes, byte[]> range = this.outcomes.range(key(order, 0, 0), key(order, -1, -1))) {
			while (range.hasNext() && keys.size() < most) {
				KeyValue<Bytes, byte[]> next = range.next();
				keys.add(next.key);
			}
		}
		return keys;
	}

	private static Bytes key(UUID order, UUID command) {
		return key(order, command.getMostSignificantBits(), command.getLeastSignificantBits());
	}

	private static Bytes key(UUID order, long high, long low) {
		return Bytes.wrap(ByteBuffer.allocate(4 * Long.BYTES)
			.putLong(order.getMostSignificantBits())
			.putLong(order.getLeastSignificantBits())
			.putLong(high)
			.putLong(low)
			.array());
	}

}
