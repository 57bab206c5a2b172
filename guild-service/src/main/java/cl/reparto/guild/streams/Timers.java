package cl.reparto.guild.streams;

import java.time.Instant;
import java.util.function.BiConsumer;

import cl.reparto.service.streams.timers.TimerIndex;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What is to be looked at when, by its name. One that is set is not taken back: who is
 * called looks whether there is still something to do.
 */
public final class Timers {

	private final TimerIndex index;

	Timers(KeyValueStore<Bytes, byte[]> store, int number) {
		this.index = new TimerIndex(store, number);
	}

	/**
	 * Sets a timer.
	 * @param at when; counts in whole milliseconds
	 * @param name what is then to be looked at
	 */
	public void set(Instant at, String name) {
		this.index.add(new TimerIndex.Entry(at, Bytes.wrap(name.getBytes(UTF_8)), (byte) 0));
	}

	/**
	 * When the first is due.
	 * @return that time, or an earlier one; null if none is set, or none was taken yet
	 */
	@Nullable Instant next() {
		return this.index.next();
	}

	/**
	 * Whether something is due.
	 * @param now the time
	 * @return false, too, if nothing was taken yet
	 */
	public boolean areDue(Instant now) {
		Instant next = this.index.next();
		return next != null && !next.isAfter(now);
	}

	/**
	 * Takes what is due, earliest first.
	 * @param now the time
	 * @param most how many at most
	 * @param due gets each name, and the time for which the timer was set
	 */
	public void take(Instant now, int most, BiConsumer<String, Instant> due) {
		this.index.take(now, most, (entry) -> due.accept(new String(entry.subject().get(), UTF_8), entry.at()));
	}

}
