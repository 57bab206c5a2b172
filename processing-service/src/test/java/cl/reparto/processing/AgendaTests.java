package cl.reparto.processing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import cl.reparto.model.Status;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static cl.reparto.processing.RequestBuilder.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class AgendaTests {

	private final KeyValueStore<Bytes, byte[]> store = Stores
		.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("agenda"), Serdes.Bytes(), Serdes.ByteArray())
		.withLoggingDisabled()
		.build();

	private final Agenda agenda = new Agenda(this.store, 0);

	@BeforeEach
	void open() {
		this.store.init(new MockProcessorContext<>().getStateStoreContext(), this.store);
	}

	@Test
	void givesWhatIsDueInTheOrderOfTime() {
		Agenda.Entry second = add(NOON.plusMillis(1));
		Agenda.Entry first = add(NOON);
		add(NOON.plusMillis(2));

		assertThat(take(NOON.plusMillis(1))).containsExactly(first, second);
	}

	@Test
	void givesNothingTwice() {
		add(NOON);
		take(NOON);

		assertThat(take(NOON)).isEmpty();
	}

	@Test
	void givesWhatIsAddedBeforeTheLastTaken() {
		add(NOON);
		take(NOON);
		Agenda.Entry earlier = add(NOON.minus(Duration.ofHours(1)));

		assertThat(take(NOON)).containsExactly(earlier);
	}

	/**
	 * Below lie only tombstones, and the more of them the longer it takes to step over.
	 */
	@Test
	void doesNotReadBelowWhatItHasTaken() {
		add(NOON);
		take(NOON);
		new Agenda(this.store, 0)
			.add(new Agenda.Entry(NOON.minus(Duration.ofHours(1)), UUID.randomUUID(), Status.RECIBIDO));

		assertThat(take(NOON)).isEmpty();
	}

	@Test
	void givesNoMoreThanAsked() {
		add(NOON);
		add(NOON);
		add(NOON);
		List<Agenda.Entry> taken = new ArrayList<>();

		this.agenda.take(NOON, 2, taken::add);

		assertThat(taken).hasSize(2);
		assertThat(take(NOON)).hasSize(1);
	}

	@Test
	void knowsWhenTheEarliestIsDue() {
		add(NOON.plusSeconds(2));
		add(NOON.plusSeconds(1));
		add(NOON);

		take(NOON);

		assertThat(this.agenda.next()).isEqualTo(NOON.plusSeconds(1));
	}

	@Test
	void knowsWhatIsAddedWhileItIsTakenFrom() {
		add(NOON);

		this.agenda.take(NOON, 1, (taken) -> add(NOON.plusSeconds(5)));

		assertThat(this.agenda.next()).isEqualTo(NOON.plusSeconds(5));
	}

	@Test
	void doesNotMixWithAnotherAgendaInTheSameStore() {
		Agenda other = new Agenda(this.store, 1);
		Agenda.Entry mine = add(NOON);
		other.add(new Agenda.Entry(NOON, UUID.randomUUID(), Status.FINALIZADO));

		assertThat(take(NOON)).containsExactly(mine);
	}

	private Agenda.Entry add(Instant at) {
		Agenda.Entry entry = new Agenda.Entry(at, UUID.randomUUID(), Status.RECIBIDO);
		this.agenda.add(entry);
		return entry;
	}

	private List<Agenda.Entry> take(Instant until) {
		List<Agenda.Entry> taken = new ArrayList<>();
		this.agenda.take(until, Integer.MAX_VALUE, taken::add);
		return taken;
	}

}
