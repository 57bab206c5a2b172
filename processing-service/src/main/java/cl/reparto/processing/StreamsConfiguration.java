package cl.reparto.processing;

import java.time.InstantSource;
import java.util.List;
import java.util.Properties;

import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topics;
import cl.reparto.service.process.Worker;
import cl.reparto.service.streams.BoundedRocksDb;
import cl.reparto.service.streams.RunningStreams;
import cl.reparto.service.streams.StreamsFailures;
import cl.reparto.service.streams.StreamsHealthIndicator;
import cl.reparto.service.streams.StreamsStart;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

/**
 * Hands the state machine to Spring Kafka. What the promises rest on is set here and not
 * in a file; what is only tuning can be overridden by
 * {@code spring.kafka.streams.properties}.
 */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class StreamsConfiguration {

	/** Of failed threads, within a minute; with more, replacing is no cure. */
	private static final int MOST_REPLACED = 5;

	@Bean
	OrderMetrics orderMetrics(MeterRegistry registry) {
		return new OrderMetrics(registry);
	}

	@Bean
	WaitingOrders waitingOrders(MeterRegistry registry) {
		return new WaitingOrders(registry, InstantSource.system());
	}

	@Bean
	StreamsFailures streamsFailures(ApplicationEventPublisher events) {
		return new StreamsFailures(MOST_REPLACED, events, InstantSource.system());
	}

	@Bean
	RunningStreams runningStreams() {
		return new RunningStreams();
	}

	@Bean
	StreamsHealthIndicator streamsHealthIndicator(RunningStreams running) {
		return new StreamsHealthIndicator(running);
	}

	@Bean
	StreamsBuilderFactoryBeanConfigurer stateMachine(ProcessingSettings settings, TopicLayout layout,
			OrderMetrics metrics, WaitingOrders waiting, StreamsFailures failures, RunningStreams running) {
		OrderLifecycle lifecycle = new OrderLifecycle(settings.stages(), settings.retention());
		return (streams) -> {
			streams.setStreamsConfiguration(configured(streams.getStreamsConfiguration(), settings, layout));
			streams.setKafkaStreamsCustomizer(running);
			streams.setAutoStartup(false);
			streams.setLeaveGroupOnClose(settings.instance() == null);
			streams.setStreamsUncaughtExceptionHandler(failures);
			streams.setStateListener(failures);
			streams.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {

				@Override
				public void configureTopology(Topology topology) {
					OrderTopology.addTo(topology, lifecycle, settings.tick(), metrics, waiting);
				}

			});
		};
	}

	@Bean
	Worker streamsStart(TopicSetup topics, StreamsBuilderFactoryBean streams, StreamsFailures failures,
			ApplicationEventPublisher events) {
		StreamsStart start = new StreamsStart(topics, List.of(Topics.ORDER_PROCESSING, Topics.ORDER_REQUESTS_DLT),
				List.of(Topics.ORDER_REQUESTS), streams, failures);
		return new Worker("streams-start", start, events);
	}

	private static Properties configured(Properties streams, ProcessingSettings settings, TopicLayout layout) {
		streams.put(StreamsConfig.APPLICATION_ID_CONFIG, Topics.PROCESSING_GROUP);
		streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
		streams.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, layout.replicas());
		streams.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), layout.minInsyncReplicas());
		streams.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), DeadLetter.LARGEST_REQUEST);
		if (settings.instance() != null) {
			streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instance());
		}
		// An order is to be seen some 10 ms after it came: it can be read once committed.
		streams.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 10);
		// No longer than a tick, or a quiet topic would make the clock coarse.
		streams.putIfAbsent(StreamsConfig.POLL_MS_CONFIG, settings.tick().toMillis());
		// A store that is to be restored waits for the fetch that was begun before it
		// came, for others.
		streams.putIfAbsent(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 20);
		// A dead instance's orders wait this long until the others take them over.
		streams.putIfAbsent(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
		streams.putIfAbsent(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
		return streams;
	}

}
