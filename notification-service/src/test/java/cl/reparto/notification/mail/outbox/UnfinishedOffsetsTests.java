package cl.reparto.notification.mail.outbox;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UnfinishedOffsetsTests {

	private final UnfinishedOffsets unfinished = new UnfinishedOffsets(3);

	@Test
	void standsAtTheFirstGap() {
		add(0, 5, 6, 7, 8);

		this.unfinished.remove(new RecordPosition(0, 5));
		this.unfinished.remove(new RecordPosition(0, 7));

		assertThat(this.unfinished.lowest(0)).hasValue(6);
	}

	@Test
	void jumpsWhenTheGapCloses() {
		add(0, 5, 6, 7, 8);

		this.unfinished.remove(new RecordPosition(0, 6));
		this.unfinished.remove(new RecordPosition(0, 7));
		this.unfinished.remove(new RecordPosition(0, 5));

		assertThat(this.unfinished.lowest(0)).hasValue(8);
	}

	@Test
	void standsNowhereWhenAllIsDone() {
		add(0, 5);

		this.unfinished.remove(new RecordPosition(0, 5));

		assertThat(this.unfinished.lowest(0)).isEmpty();
		assertThat(this.unfinished.size()).isZero();
	}

	@Test
	void keepsPartitionsApart() {
		add(0, 9);
		add(1, 3, 4);

		assertThat(this.unfinished.lowest(0)).hasValue(9);
		assertThat(this.unfinished.lowest(1)).hasValue(3);
		assertThat(this.unfinished.size()).isEqualTo(3);
	}

	@Test
	void forgetsAPartition() {
		add(0, 9);
		add(1, 3, 4);

		this.unfinished.forget(Set.of(1));
		this.unfinished.remove(new RecordPosition(1, 3));

		assertThat(this.unfinished.lowest(1)).isEmpty();
		assertThat(this.unfinished.size()).isEqualTo(1);
	}

	@Test
	void isFullWithItsBacklog() {
		add(0, 5, 6);
		assertThat(this.unfinished.isFull()).isFalse();
		add(1, 5);
		assertThat(this.unfinished.isFull()).isTrue();

		this.unfinished.remove(new RecordPosition(0, 6));

		assertThat(this.unfinished.isFull()).isFalse();
	}

	private void add(int partition, long... offsets) {
		for (long offset : offsets) {
			this.unfinished.add(new RecordPosition(partition, offset));
		}
	}

}
