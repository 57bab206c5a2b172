package cl.reparto.request;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import cl.reparto.model.Topics;
import cl.reparto.service.topics.TopicSetup;

/**
 * Sees to the topic, lets orders in, and keeps reading them back, on a thread of its own:
 * the service starts without Kafka and is well as soon as Kafka is.
 */
@Component
final class IntakeLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(IntakeLifecycle.class);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final TopicSetup topics;

	private final KafkaOrderLog log;

	private final KeyedOrdersReader reader;

	private final ApplicationEventPublisher events;

	private @Nullable Thread thread;

	IntakeLifecycle(TopicSetup topics, KafkaOrderLog log, KeyedOrdersReader reader, ApplicationEventPublisher events) {
		this.topics = topics;
		this.log = log;
		this.reader = reader;
		this.events = events;
	}

	/**
	 * Starts when the rest has: Boot ends its start by saying that the process is alive,
	 * which must not come after word from here that it is not.
	 */
	@Override
	@EventListener(ApplicationReadyEvent.class)
	public synchronized void start() {
		this.thread = Thread.ofPlatform().name("keyed-orders").daemon().start(this::run);
	}

	private void run() {
		try {
			this.topics.await(List.of(Topics.ORDER_REQUESTS), List.of());
			this.log.open();
			this.reader.run();
		}
		catch (InterruptedException ex) {
			logger.debug("Stopped");
		}
		catch (RuntimeException | Error ex) {
			logger.error("Orders are no longer read back; this process must be started again", ex);
			AvailabilityChangeEvent.publish(this.events, this, LivenessState.BROKEN);
		}
	}

	@Override
	public synchronized void stop() {
		if (this.thread != null) {
			this.thread.interrupt();
			join(this.thread);
			this.thread = null;
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join(STOP_TIMEOUT);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	@Override
	public boolean isAutoStartup() {
		return false;
	}

	/** Stops when the web server has answered its last request. */
	@Override
	public int getPhase() {
		return 0;
	}

}
