package cl.reparto.service.streams;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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

	private Worker starting(StreamsBuilderFactoryBean streams) {
		Properties settings = new Properties();
		settings.putAll(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "streams", StreamsConfig.STATE_DIR_CONFIG,
				this.folder.toString()));
		streams.setStreamsConfiguration(settings);
		TopicSetup topics = new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", "localhost:1")),
				new TopicLayout(1, 1, 1, true));
		StreamsStart start = new StreamsStart(topics, List.of(), List.of(), streams,
				new RunningStreams(new SimpleMeterRegistry(), "streams"), 0, this.events::add);
		return new Worker("streams-start", start, this.events::add);
	}

	private static final class CannotStart extends StreamsBuilderFactoryBean {

		@Override
		public void start() {
			throw new KafkaException("planted");
		}

	}

}
