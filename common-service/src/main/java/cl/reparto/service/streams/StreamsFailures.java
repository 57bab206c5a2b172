package cl.reparto.service.streams;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;

/**
 * What a failure in Kafka Streams leads to. A failed thread is replaced; after some
 * failures within a minute, an {@link Error}, or where another process has taken this
 * one's name, replacing is no cure: Streams stops for good and the application is no
 * longer live.
 */
final class StreamsFailures implements StreamsUncaughtExceptionHandler, KafkaStreams.StateListener {

	private static final Logger log = LoggerFactory.getLogger(StreamsFailures.class);

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private final int most;

	private final ApplicationEventPublisher events;

	private final InstantSource clock;

	private final Deque<Long> failures = new ArrayDeque<>();

	private boolean started;

	private boolean dead;

	/**
	 * Has seen no failure yet.
	 * @param most how many threads are replaced within a minute; 0 for a topology of
	 * global stores, whose thread cannot be
	 * @param events told when Streams has died
	 * @param clock the time
	 */
	StreamsFailures(int most, ApplicationEventPublisher events, InstantSource clock) {
		this.most = most;
		this.events = events;
		this.clock = clock;
	}

	@Override
	public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
		if (isNamesake(failure)) {
			log.error("Another process has the name of this one; give each a REPARTO_INSTANCE of its own, or none");
			return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
		}
		long now = this.clock.millis();
		this.failures.removeIf((time) -> time < now - WINDOW.toMillis());
		this.failures.add(now);
		return (failure instanceof Error || this.failures.size() > this.most)
				? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
	}

	private static boolean isNamesake(@Nullable Throwable failure) {
		return failure instanceof FencedInstanceIdException || (failure != null && isNamesake(failure.getCause()));
	}

	@Override
	public synchronized void onChange(KafkaStreams.State now, KafkaStreams.State before) {
		this.dead = now == KafkaStreams.State.ERROR;
		breakWhenDead();
	}

	/** A start that fails is its starter's to mend or to report. */
	synchronized void started() {
		this.started = true;
		breakWhenDead();
	}

	private void breakWhenDead() {
		if (this.started && this.dead) {
			AvailabilityChangeEvent.publish(this.events, this, LivenessState.BROKEN);
		}
	}

}
