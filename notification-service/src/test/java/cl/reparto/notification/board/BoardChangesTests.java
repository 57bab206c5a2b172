package cl.reparto.notification.board;

import java.time.Duration;

import cl.reparto.notification.board.BoardChanges.Listener;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoardChangesTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final BoardChanges changes = new BoardChanges();

	@Test
	void tellsWhoeverListensOnceOfAnyNumberOfChanges() throws InterruptedException {
		try (Listener one = this.changes.listen(); Listener other = this.changes.listen()) {
			for (int i = 0; i < 10_000; i++) {
				this.changes.changed();
			}

			assertThat(one.await(LONG)).isTrue();
			assertThat(one.await(Duration.ZERO)).isFalse();
			assertThat(other.await(LONG)).isTrue();
		}
	}

	@Test
	void keepsNothingForWhoIsGone() {
		this.changes.listen().close();

		assertThat(this.changes.count()).isZero();
	}

	@Test
	void letsEveryoneGoWhenTheServiceStops() throws InterruptedException {
		try (Listener early = this.changes.listen()) {
			this.changes.end();

			assertThat(early.await(LONG)).isTrue();
			assertThat(early.isEnded()).isTrue();
		}
		try (Listener late = this.changes.listen()) {
			assertThat(late.await(LONG)).isTrue();
		}
	}

}
