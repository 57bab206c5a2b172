package cl.reparto.notification.mail;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PendingTests {

	private final Pending pending = new Pending();

	@Test
	void standsAtTheFirstGap() {
		add(0, 5, 6, 7, 8);

		this.pending.remove(new Place(0, 5));
		this.pending.remove(new Place(0, 7));

		assertThat(this.pending.lowest(0)).hasValue(6);
	}

	@Test
	void jumpsWhenTheGapCloses() {
		add(0, 5, 6, 7, 8);

		this.pending.remove(new Place(0, 6));
		this.pending.remove(new Place(0, 7));
		this.pending.remove(new Place(0, 5));

		assertThat(this.pending.lowest(0)).hasValue(8);
	}

	@Test
	void standsNowhereWhenAllIsDone() {
		add(0, 5);

		this.pending.remove(new Place(0, 5));

		assertThat(this.pending.lowest(0)).isEmpty();
		assertThat(this.pending.size()).isZero();
	}

	@Test
	void keepsPartitionsApart() {
		add(0, 9);
		add(1, 3, 4);

		assertThat(this.pending.lowest(0)).hasValue(9);
		assertThat(this.pending.lowest(1)).hasValue(3);
		assertThat(this.pending.size()).isEqualTo(3);
	}

	@Test
	void forgetsAPartition() {
		add(0, 9);
		add(1, 3, 4);

		this.pending.forget(Set.of(1));
		this.pending.remove(new Place(1, 3));

		assertThat(this.pending.lowest(1)).isEmpty();
		assertThat(this.pending.size()).isEqualTo(1);
	}

	private void add(int partition, long... offsets) {
		for (long offset : offsets) {
			this.pending.add(new Place(partition, offset));
		}
	}

}
