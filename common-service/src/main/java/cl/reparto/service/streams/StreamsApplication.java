package cl.reparto.service.streams;

import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

import cl.reparto.model.Topic;
import cl.reparto.service.process.Worker;
import cl.reparto.service.streams.view.ViewClients;
import cl.reparto.service.streams.view.ViewFreshness;
import cl.reparto.service.streams.view.ViewPosition;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.streams.KafkaStreamsMicrometerListener;

/**
 * One application of Kafka Streams in a service that has several: it is started once its
 * topics are there, watched, and stopped with the service.
 */
public final class StreamsApplication implements SmartLifecycle, HealthIndicator {

	/** After the web server (see {@link SmartLifecycle}), whose last answers need it. */
	private static final int STOPS_AFTER_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

	private static final String INSTANCE = StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);

	private final RunningStreams running;

	private final StreamsBuilderFactoryBean streams;

	private final StreamsStart start;

	private final Worker starter;

	/**
	 * Starts nothing yet.
	 * @param properties the settings of Kafka Streams
	 * @param topology adds what it does
	 * @param topics sees to the topics
	 * @param written the topics to make where absent
	 * @param read the topics to wait for
	 * @param mostReplaced how many failed threads are replaced within a minute; 0 for a
	 * topology of global stores
	 * @param events told if it fails for good
	 * @param registry gets the meters of Kafka Streams
	 */
	public StreamsApplication(Properties properties, Consumer<StreamsBuilder> topology, TopicSetup topics,
			List<Topic<?>> written, List<Topic<?>> read, int mostReplaced, ApplicationEventPublisher events,
			MeterRegistry registry) {
		String name = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
		this.running = new RunningStreams(registry, name);
		this.streams = streams(name, properties, topology, registry);
		this.start = new StreamsStart(topics, written, read, this.streams, this.running, mostReplaced, events);
		this.starter = new Worker(name + "-start", this.start, events);
	}

	/**
	 * Makes it a view, all of whose stores are global.
	 * @param position told how far they are read
	 * @param freshness whether that is all there is
	 * @param age whether what they have on disk is still of use
	 * @return this
	 */
	public StreamsApplication asView(ViewPosition position, ViewFreshness freshness, StateAge age) {
		this.streams.setClientSupplier(new ViewClients(position));
		this.start.asView(age, freshness::wholeUntil);
		return this;
	}

	private static StreamsBuilderFactoryBean streams(String name, Properties properties,
			Consumer<StreamsBuilder> topology, MeterRegistry registry) {
		StreamsBuilderFactoryBean factory = new StreamsBuilderFactoryBean();
		factory.setBeanName(name);
		factory.setStreamsConfiguration(properties);
		// A member with a name of its own comes back to its partitions.
		factory.setLeaveGroupOnClose(!properties.containsKey(INSTANCE));
		factory.addListener(new KafkaStreamsMicrometerListener(registry));
		factory.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {

			@Override
			public void configureBuilder(StreamsBuilder builder) {
				topology.accept(builder);
			}

		});
		return factory;
	}

	/**
	 * Kafka Streams, to be asked for its stores.
	 * @return null unless it is running, its global stores caught up
	 */
	public @Nullable KafkaStreams running() {
		KafkaStreams made = this.running.streams();
		return (made != null && made.state() == KafkaStreams.State.RUNNING) ? made : null;
	}

	@Override
	public Health health() {
		return this.running.health();
	}

	@Override
	public void start() {
		try {
			this.streams.afterPropertiesSet();
			this.streams.afterSingletonsInstantiated();
		}
		catch (Exception ex) {
			throw new IllegalStateException("cannot build " + this.streams, ex);
		}
		this.starter.start();
	}

	@Override
	public void stop() {
		this.starter.stop();
		this.streams.stop();
	}

	@Override
	public boolean isRunning() {
		return this.starter.isRunning();
	}

	@Override
	public int getPhase() {
		return STOPS_AFTER_THE_WEB_SERVER;
	}

}
