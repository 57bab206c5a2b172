package cl.reparto.service.streams;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;

import cl.reparto.model.Topic;
import cl.reparto.service.process.Worker;
import cl.reparto.service.streams.peers.PeerWatch;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * Starts Kafka Streams once Kafka and the topics are there, however long that takes:
 * Streams itself gives up when a source topic is missing. State on disk that is damaged,
 * or was not closed, is deleted. If Streams cannot be started even then (the state folder
 * cannot be written, say), the application is no longer live.
 */
public final class StreamsStart implements Worker.Work {

	private static final Logger log = LoggerFactory.getLogger(StreamsStart.class);

	private static final Duration HEARS_WITHIN = Duration.ofSeconds(10);

	private static final Duration LOOK = Duration.ofMillis(20);

	private final TopicSetup topics;

	private final List<Topic<?>> written;

	private final List<Topic<?>> read;

	private final StreamsBuilderFactoryBean streams;

	private final RunningStreams running;

	private final StreamsFailures failures;

	private Worker.Work check = () -> {
	};

	private Worker.Work caughtUp = () -> {
	};

	private Runnable closed = () -> {
	};

	private volatile boolean started;

	/** What keeps others from the folder. */
	private volatile Closeable lock = () -> {
	};

	/**
	 * Starts nothing yet.
	 * @param topics sees to the topics
	 * @param written the topics to make where absent
	 * @param read the topics to wait for
	 * @param streams what is started, which no longer starts by itself
	 * @param running told of what is started
	 * @param mostReplaced how many failed threads are replaced within a minute; 0 for a
	 * topology of global stores
	 * @param events told if it fails for good, once it has started
	 */
	public StreamsStart(TopicSetup topics, List<Topic<?>> written, List<Topic<?>> read,
			StreamsBuilderFactoryBean streams, RunningStreams running, int mostReplaced,
			ApplicationEventPublisher events) {
		this.topics = topics;
		this.written = written;
		this.read = read;
		this.streams = streams;
		this.running = running;
		this.failures = new StreamsFailures(mostReplaced, events, InstantSource.system());
		streams.setAutoStartup(false);
		streams.setStreamsUncaughtExceptionHandler(this.failures);
		streams.setStateListener(this.failures);
		streams.setKafkaStreamsCustomizer(this::made);
		streams.addListener(new StreamsBuilderFactoryBean.Listener() {

			@Override
			public void streamsRemoved(String id, KafkaStreams stopped) {
				if (stopped.state() == KafkaStreams.State.NOT_RUNNING) {
					state().closed();
					noteClosed();
				}
				unlock();
			}

		});
	}

	/**
	 * Looks at something else before it starts Streams.
	 * @param look called once the topics are there; if it fails, so does the start
	 * @return this
	 */
	public StreamsStart after(Worker.Work look) {
		this.check = look;
		return this;
	}

	/**
	 * Makes it the start of a view, all of whose stores are global. A view that is too
	 * old is deleted before, and it is noted until when it is whole: once Streams has
	 * started, its stores caught up, and when it has stopped in order.
	 * @param age how old the view on disk is
	 * @param wholeUntil when the stores had all there was; null as long as that is not
	 * known
	 * @return this
	 */
	public StreamsStart asView(StateAge age, Supplier<@Nullable Instant> wholeUntil) {
		this.caughtUp = () -> {
			requireCaughtUp();
			age.note();
		};
		this.closed = () -> {
			Instant until = wholeUntil.get();
			if (until != null) {
				age.note(until);
			}
		};
		return after(age::deleteIfOld);
	}

	@Override
	public void run() throws InterruptedException {
		this.topics.await(this.written, this.read);
		this.lock = state().lock();
		try {
			this.topics.keepOnlyOf(state().path(), this.read);
			this.check.run();
			startStreams();
		}
		catch (InterruptedException | RuntimeException ex) {
			unlock();
			throw ex;
		}
		this.failures.started();
		this.caughtUp.run();
		this.started = true;
		watchPeers();
	}

	/**
	 * A global thread that fails before its stores have caught up (what it would read
	 * next is deleted, say) deletes them, ends, and lets the start come back as if all
	 * were well; Streams then waits for it for good (Kafka 4.3.1). Of one that has caught
	 * up, Streams hears a moment after its start.
	 */
	private void requireCaughtUp() throws InterruptedException {
		KafkaStreams made = this.running.streams();
		long deadline = System.nanoTime() + HEARS_WITHIN.toNanos();
		while (made != null && made.state() == KafkaStreams.State.REBALANCING) {
			if (System.nanoTime() - deadline > 0) {
				throw new IllegalStateException(
						"The view cannot be read on; with the next start it is read from Kafka");
			}
			Thread.sleep(LOOK);
		}
	}

	/** What was not caught up lacks more than is known. */
	private void noteClosed() {
		if (this.started) {
			this.closed.run();
		}
	}

	private void unlock() {
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			log.debug("It ends with the process, too", ex);
		}
	}

	/** By then it has opened nothing in its folder. */
	private void made(KafkaStreams made) {
		state().open();
		this.running.made(made);
	}

	private void watchPeers() {
		KafkaStreams made = this.running.streams();
		if (made != null) {
			PeerWatch.begin(made, settings());
		}
	}

	private Properties settings() {
		return Objects.requireNonNull(this.streams.getStreamsConfiguration());
	}

	private StateFolder state() {
		return StateFolder.of(settings());
	}

	/** All state is in Kafka, too: what cannot be opened is not missed. */
	private void startStreams() {
		try {
			this.streams.start();
		}
		catch (RuntimeException ex) {
			if (!isAboutState(ex)) {
				throw new IllegalStateException("Kafka Streams cannot be started: " + rootOf(ex), ex);
			}
			log.warn("The state on disk cannot be opened; it is deleted and restored from Kafka: {}", rootOf(ex));
			deleteState();
			this.streams.start();
		}
	}

	private static boolean isAboutState(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch((each) -> each instanceof ProcessorStateException || each instanceof IOException);
	}

	private static String rootOf(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.reduce(failure, (outer, inner) -> inner)
			.toString();
	}

	private void deleteState() {
		KafkaStreams failed = this.streams.getKafkaStreams();
		if (failed != null) {
			failed.close();
			failed.cleanUp();
		}
	}

}
