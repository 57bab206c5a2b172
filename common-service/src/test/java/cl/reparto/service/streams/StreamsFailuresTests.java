package cl.reparto.service.streams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

import static org.assertj.core.api.Assertions.assertThat;

class StreamsFailuresTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private final List<Object> events = new ArrayList<>();

	private Instant now = NOON;

	private final StreamsFailures failures = new StreamsFailures(5, this.events::add, () -> this.now);

	@Test
	void replacesAFailedThread() {
		assertThat(this.failures.handle(new IllegalStateException()))
			.isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
	}

	@Test
	void givesUpAfterManyFailuresInAMinute() {
		IntStream.range(0, 5).forEach((i) -> this.failures.handle(new IllegalStateException()));

		assertThat(this.failures.handle(new IllegalStateException()))
			.isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
	}

	@Test
	void forgivesFailuresThatAreLongPast() {
		IntStream.range(0, 5).forEach((i) -> this.failures.handle(new IllegalStateException()));
		this.now = NOON.plusSeconds(61);

		assertThat(this.failures.handle(new IllegalStateException()))
			.isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
	}

	@Test
	void givesUpAtAnError() {
		assertThat(this.failures.handle(new OutOfMemoryError()))
			.isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
	}

	/** A new thread would have another name, and both processes would go on. */
	@Test
	void givesUpWhereAnotherProcessHasItsName() {
		assertThat(this.failures.handle(new StreamsException(new FencedInstanceIdException("planted"))))
			.isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
	}

	@Test
	void replacesNoThreadWhereNoneCanBe() {
		StreamsFailures global = new StreamsFailures(0, this.events::add, () -> this.now);

		assertThat(global.handle(new IllegalStateException())).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
	}

	@Test
	void isNoLongerLiveWhenStreamsHasDied() {
		this.failures.started();
		assertThat(this.events).isEmpty();

		this.failures.onChange(KafkaStreams.State.ERROR, KafkaStreams.State.PENDING_ERROR);

		assertBroken();
	}

	@Test
	void isNoLongerLiveWhenStreamsHasDiedByTheEndOfItsStart() {
		this.failures.onChange(KafkaStreams.State.ERROR, KafkaStreams.State.PENDING_ERROR);

		this.failures.started();

		assertBroken();
	}

	@Test
	void leavesAStartThatFailsToWhoeverStarts() {
		this.failures.onChange(KafkaStreams.State.ERROR, KafkaStreams.State.PENDING_ERROR);
		this.failures.onChange(KafkaStreams.State.REBALANCING, KafkaStreams.State.CREATED);

		this.failures.started();

		assertThat(this.events).isEmpty();
	}

	private void assertBroken() {
		assertThat(this.events).singleElement()
			.isInstanceOfSatisfying(AvailabilityChangeEvent.class,
					(event) -> assertThat(event.getState()).isEqualTo(LivenessState.BROKEN));
	}

}
