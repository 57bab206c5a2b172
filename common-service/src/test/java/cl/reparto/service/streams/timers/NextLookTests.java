package cl.reparto.service.streams.timers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NextLookTests {

	private static final Instant BEGIN = Instant.parse("2026-11-28T12:00:00Z");

	private static final Duration TICK = Duration.ofMillis(10);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();

	private final List<Instant> looks = new ArrayList<>();

	private @Nullable Instant due;

	private NextLook next;

	@BeforeEach
	void begin() {
		at(Duration.ZERO);
		this.next = new NextLook(this.context, TICK, (now) -> {
			this.looks.add(now);
			return this.due;
		});
	}

	@Test
	void looksOnceAfterATickAndThenEachMinuteWhileNothingIsDue() {
		assertThat(scheduled()).isEqualTo(TICK);

		look(TICK);
		assertThat(scheduled()).isEqualTo(MINUTE);
		look(TICK.plus(MINUTE));

		assertThat(scheduled()).isEqualTo(MINUTE);
		assertThat(this.looks).containsExactly(BEGIN.plus(TICK), BEGIN.plus(TICK).plus(MINUTE));
	}

	@Test
	void looksWhenSomethingIsDue() {
		this.due = BEGIN.plusSeconds(2);

		look(TICK);

		assertThat(scheduled()).isEqualTo(Duration.ofMillis(1990));
	}

	@Test
	void looksNoLaterThanInAMinute() {
		this.due = BEGIN.plusSeconds(3600);

		look(TICK);

		assertThat(scheduled()).isEqualTo(MINUTE);
	}

	@Test
	void looksAfterATickWhereMoreIsDue() {
		this.due = BEGIN;

		look(TICK);

		assertThat(scheduled()).isEqualTo(TICK);
	}

	@Test
	void looksEarlierForWhatIsDueEarlier() {
		look(TICK);
		at(Duration.ofSeconds(1));

		this.next.by(BEGIN.plusSeconds(3));
		assertThat(scheduled()).isEqualTo(Duration.ofSeconds(2));
		this.next.by(BEGIN.plusSeconds(4));
		this.next.by(null);

		assertThat(scheduled()).isEqualTo(Duration.ofSeconds(2));
	}

	/** Or records that come without a pause would put it off for ever. */
	@Test
	void isNotPutOffByWhatIsOverdue() {
		look(TICK);
		at(Duration.ofSeconds(1));
		this.next.by(BEGIN);
		int before = this.context.scheduledPunctuators().size();

		at(Duration.ofMillis(1009));
		this.next.by(BEGIN);

		assertThat(this.context.scheduledPunctuators()).hasSize(before);
		assertThat(scheduled()).isEqualTo(TICK);
	}

	private void at(Duration since) {
		this.context.setCurrentSystemTimeMs(BEGIN.plus(since).toEpochMilli());
	}

	private void look(Duration since) {
		at(since);
		active().getPunctuator().punctuate(BEGIN.plus(since).toEpochMilli());
	}

	private Duration scheduled() {
		return active().getInterval();
	}

	private CapturedPunctuator active() {
		List<CapturedPunctuator> active = this.context.scheduledPunctuators()
			.stream()
			.filter((each) -> !each.cancelled())
			.toList();
		assertThat(active).hasSize(1);
		return active.getFirst();
	}

}
