package cl.reparto.service.streams.timers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class TimerIndexTests {

	private static final byte NOTE = 3;

	private final KeyValueStore<Bytes, byte[]> store = Stores
		.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("timers"), Serdes.Bytes(), Serdes.ByteArray())
		.withLoggingDisabled()
		.build();

	private final TimerIndex timers = new TimerIndex(this.store, 0);

	@BeforeEach
	void open() {
		this.store.init(new MockProcessorContext<>().getStateStoreContext(), this.store);
	}

	@Test
	void givesWhatIsDueInTheOrderOfTime() {
		TimerIndex.Entry second = add(TIME.plusMillis(1));
		TimerIndex.Entry first = add(TIME);
		add(TIME.plusMillis(2));

		assertThat(take(TIME.plusMillis(1))).containsExactly(first, second);
	}

	@Test
	void givesNothingTwice() {
		add(TIME);
		take(TIME);

		assertThat(take(TIME)).isEmpty();
	}

	@Test
	void givesNothingThatWasRemoved() {
		TimerIndex.Entry entry = add(TIME);

		assertThat(this.timers.remove(TIME, entry.subject())).isTrue();
		assertThat(this.timers.remove(TIME, entry.subject())).isFalse();

		assertThat(take(TIME)).isEmpty();
	}

	@Test
	void givesWhatIsAddedBeforeTheLastTaken() {
		add(TIME);
		take(TIME);
		TimerIndex.Entry earlier = add(TIME.minus(Duration.ofHours(1)));

		assertThat(take(TIME)).containsExactly(earlier);
	}

	/**
	 * Below lie only tombstones, and the more of them the longer it takes to step over.
	 */
	@Test
	void doesNotReadBelowWhatItHasTaken() {
		add(TIME);
		take(TIME);
		new TimerIndex(this.store, 0).add(new TimerIndex.Entry(TIME.minus(Duration.ofHours(1)), subject(), NOTE));

		assertThat(take(TIME)).isEmpty();
	}

	/**
	 * Most ticks find nothing, and opening an iterator costs more than all else there.
	 */
	@Test
	void doesNotReadWhileNothingIsDue() {
		add(TIME.plusSeconds(1));
		take(TIME);
		new TimerIndex(this.store, 0).add(new TimerIndex.Entry(TIME, subject(), NOTE));

		assertThat(take(TIME)).isEmpty();
		assertThat(take(TIME.plusSeconds(1))).hasSize(2);
	}

	@Test
	void givesWhatIsAddedAfterItWasEmpty() {
		take(TIME);
		TimerIndex.Entry entry = add(TIME);

		assertThat(take(TIME)).containsExactly(entry);
	}

	@Test
	void givesNoMoreThanAsked() {
		add(TIME);
		add(TIME);
		add(TIME);
		List<TimerIndex.Entry> taken = new ArrayList<>();

		this.timers.take(TIME, 2, taken::add);

		assertThat(taken).hasSize(2);
		assertThat(take(TIME)).hasSize(1);
	}

	@Test
	void knowsWhenTheEarliestIsDue() {
		add(TIME.plusSeconds(2));
		add(TIME.plusSeconds(1));
		add(TIME);

		take(TIME);

		assertThat(this.timers.next()).isEqualTo(TIME.plusSeconds(1));
	}

	@Test
	void knowsWhatIsAddedWhileItIsTakenFrom() {
		add(TIME);

		this.timers.take(TIME, 1, (taken) -> add(TIME.plusSeconds(5)));

		assertThat(this.timers.next()).isEqualTo(TIME.plusSeconds(5));
	}

	@Test
	void doesNotMixWithOthersInTheSameStore() {
		TimerIndex other = new TimerIndex(this.store, 1);
		TimerIndex.Entry mine = add(TIME);
		other.add(new TimerIndex.Entry(TIME, subject(), NOTE));

		assertThat(take(TIME)).containsExactly(mine);
	}

	@Test
	void readsEachEntryOnceALittleAtATime() {
		TimerIndex.Entry first = add(TIME);
		TimerIndex.Entry second = add(TIME.plusSeconds(1));
		TimerIndex.Entry third = add(TIME.plusSeconds(2));
		TimerIndex anew = new TimerIndex(this.store, 0);
		List<TimerIndex.Entry> read = new ArrayList<>();

		anew.read(2, read::add);

		assertThat(read).containsExactly(first, second);
		assertThat(anew.isRead(second)).isTrue();
		assertThat(anew.isRead(third)).isFalse();
		anew.read(2, read::add);
		anew.read(2, read::add);
		assertThat(read).containsExactly(first, second, third);
		assertThat(anew.isRead(third)).isTrue();
	}

	/** Some are longer than others. */
	private static Bytes subject() {
		return Bytes.wrap(UUID.randomUUID().toString().substring(new Random().nextInt(30)).getBytes(US_ASCII));
	}

	private TimerIndex.Entry add(Instant at) {
		TimerIndex.Entry entry = new TimerIndex.Entry(at, subject(), NOTE);
		this.timers.add(entry);
		return entry;
	}

	private List<TimerIndex.Entry> take(Instant until) {
		List<TimerIndex.Entry> taken = new ArrayList<>();
		this.timers.take(until, Integer.MAX_VALUE, taken::add);
		return taken;
	}

}
