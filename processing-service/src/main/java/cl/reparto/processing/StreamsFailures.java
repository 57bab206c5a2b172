package cl.reparto.processing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;

/**
 * What a failure in Kafka Streams leads to. A failed thread is replaced; after a sixth
 * failure within a minute, or an {@link Error}, replacing is no cure: Streams stops for
 * good and the application is no longer live.
 */
final class StreamsFailures implements StreamsUncaughtExceptionHandler, KafkaStreams.StateListener {

	private static final int MOST = 5;

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private final ApplicationEventPublisher events;

	private final InstantSource clock;

	private final Deque<Long> failures = new ArrayDeque<>();

	StreamsFailures(ApplicationEventPublisher events, InstantSource clock) {
		this.events = events;
		this.clock = clock;
	}

	@Override
	public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
		long now = this.clock.millis();
		this.failures.removeIf((time) -> time < now - WINDOW.toMillis());
		this.failures.add(now);
		return (failure instanceof Error || this.failures.size() > MOST) ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
				: StreamThreadExceptionResponse.REPLACE_THREAD;
	}

	@Override
	public void onChange(KafkaStreams.State now, KafkaStreams.State before) {
		if (now == KafkaStreams.State.ERROR) {
			AvailabilityChangeEvent.publish(this.events, this, LivenessState.BROKEN);
		}
	}

}
