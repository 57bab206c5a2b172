package cl.reparto.service.streams;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StreamsStartTests {

	@TempDir
	private Path folder;

	private final List<Object> events = new CopyOnWriteArrayList<>();

	@Test
	void breaksLivenessWhenStreamsCannotBeStarted() {
		Worker start = starting(new CannotStart());

		start.start();

		await().until(() -> this.events.size() == 1);
		assertThat(((AvailabilityChangeEvent<?>) this.events.getFirst()).getState()).isEqualTo(LivenessState.BROKEN);
		start.stop();
	}

	@Test
	void startsWithoutStateThatIsDamaged() {
		AtomicInteger starts = new AtomicInteger();
		Worker start = starting(new StreamsBuilderFactoryBean() {

			@Override
			public void start() {
				if (starts.incrementAndGet() == 1) {
					throw new KafkaException("planted", new ProcessorStateException("damaged"));
				}
			}

		});

		start.start();

		await().until(() -> starts.get() == 2);
		start.stop();
		assertThat(this.events).isEmpty();
	}

	/** What is there at a stop may be what was there when Kafka was heard of last. */
	@Test
	void notesOfAViewThatStopsNoMoreThanIsKnown() throws IOException {
		Instant proven = Instant.parse("2026-11-17T17:30:00Z");
		AtomicBoolean isKnown = new AtomicBoolean();
		StreamsBuilderFactoryBean streams = new CanStart();
		StreamsStart view = start(streams).asView(
				new StateAge(state(), Duration.ofDays(1), "these settings", InstantSource.system()),
				() -> isKnown.get() ? proven : null);
		Worker start = new Worker("streams-start", view, this.events::add);

		stopStreams(streams);
		assertThat(wholeUntil()).as("stopped before it has caught up").doesNotExist();

		start.start();
		await().until(() -> Files.exists(wholeUntil()));
		String started = Files.readString(wholeUntil());
		stopStreams(streams);
		assertThat(wholeUntil()).as("stopped before anything was known").hasContent(started);

		isKnown.set(true);
		stopStreams(streams);
		start.stop();
		assertThat(wholeUntil()).hasContent(proven + "\nthese settings");
	}

	@Test
	void startsAViewFromNothingThatIsTooOldOnlyWhenNobodyElseHasIt() throws IOException {
		Files.createDirectories(state().resolve("global"));
		StateAge age = new StateAge(state(), Duration.ofDays(1), "these settings", InstantSource.system());
		Worker start = new Worker("streams-start", start(new CanStart()).asView(age, () -> null), this.events::add);

		try (Closeable _ = new StateFolder(state()).lock()) {
			start.start();
			await().until(() -> this.events.size() == 1);
			assertThat(state().resolve("global")).exists();
		}
		start.stop();

		start = new Worker("streams-start", start(new CanStart()).asView(age, () -> null), this.events::add);
		start.start();
		await().until(() -> !Files.exists(state().resolve("global")));
		start.stop();
	}

	private Path state() {
		return this.folder.resolve("streams");
	}

	private Path wholeUntil() {
		return this.folder.resolve("streams.whole-until");
	}

	private void stopStreams(StreamsBuilderFactoryBean streams) {
		StreamsBuilder nothing = new StreamsBuilder();
		nothing.stream("topic").foreach((key, value) -> {
		});
		Properties settings = new Properties();
		settings.putAll(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "nothing", StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
				"localhost:1", StreamsConfig.STATE_DIR_CONFIG, this.folder.toString()));
		KafkaStreams stopped = new KafkaStreams(nothing.build(), settings);
		stopped.close();
		streams.getListeners().forEach((listener) -> listener.streamsRemoved("streams", stopped));
	}

	private Worker starting(StreamsBuilderFactoryBean streams) {
		return new Worker("streams-start", start(streams), this.events::add);
	}

	private StreamsStart start(StreamsBuilderFactoryBean streams) {
		Properties settings = new Properties();
		settings.putAll(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "streams", StreamsConfig.STATE_DIR_CONFIG,
				this.folder.toString()));
		streams.setStreamsConfiguration(settings);
		TopicSetup topics = new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", "localhost:1")),
				new TopicLayout(1, 1, 1, true));
		return new StreamsStart(topics, List.of(), List.of(), streams,
				new RunningStreams(new SimpleMeterRegistry(), "streams"), 0, this.events::add);
	}

	private static final class CanStart extends StreamsBuilderFactoryBean {

		@Override
		public void start() {
			// Nothing to do.
		}

	}

	private static final class CannotStart extends StreamsBuilderFactoryBean {

		@Override
		public void start() {
			throw new KafkaException("planted");
		}

	}

}
