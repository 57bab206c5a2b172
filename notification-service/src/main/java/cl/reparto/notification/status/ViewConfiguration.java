package cl.reparto.notification.status;

import java.time.InstantSource;
import java.util.List;
import java.util.Properties;

import cl.reparto.model.Topics;
import cl.reparto.service.process.Worker;
import cl.reparto.service.streams.BoundedRocksDb;
import cl.reparto.service.streams.StreamsFailures;
import cl.reparto.service.streams.StreamsStart;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Hands the view to Spring Kafka.
 */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class ViewConfiguration {

	/** After the web server (see {@link SmartLifecycle}), whose last answers need it. */
	private static final int STOPS_AFTER_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

	@Bean
	Waiters waiters() {
		return new Waiters();
	}

	@Bean
	ViewMetrics viewMetrics(MeterRegistry registry, Waiters waiters) {
		return new ViewMetrics(registry, waiters);
	}

	@Bean
	ApplicationListener<ContextClosedEvent> waitersLeaveFirst(Waiters waiters) {
		return (event) -> waiters.release();
	}

	@Bean
	Doubts doubts() {
		return new Doubts();
	}

	@Bean
	ViewPosition viewPosition() {
		return new ViewPosition();
	}

	@Bean
	Worker doubtSettler(Doubts doubts, KafkaAdmin admin, ViewPosition position, ViewMetrics metrics,
			ApplicationEventPublisher events) {
		DoubtSettler settler = new DoubtSettler(doubts, () -> KafkaLogs.open(admin.getConfigurationProperties()),
				position, metrics);
		return new Worker("doubt-settler", settler::run, events);
	}

	@Bean
	RunningView runningView() {
		return new RunningView();
	}

	@Bean
	StatusView statusView(RunningView view, Waiters waiters, Doubts doubts, StatusSettings settings) {
		return new StatusView(view::orders, waiters, doubts, settings.patience());
	}

	@Bean
	StreamsFailures viewFailures(ApplicationEventPublisher events) {
		return new StreamsFailures(0, events, InstantSource.system());
	}

	@Bean
	StreamsBuilderFactoryBeanConfigurer view(RunningView view, Waiters waiters, ViewMetrics metrics,
			ViewPosition position, StreamsFailures failures) {
		return (streams) -> {
			Properties properties = streams.getStreamsConfiguration();
			properties.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
					IsolationLevel.READ_COMMITTED.toString());
			properties.putIfAbsent(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
			streams.setStreamsConfiguration(properties);
			streams.setKafkaStreamsCustomizer(view);
			streams.setClientSupplier(new ViewClients(position));
			streams.setAutoStartup(false);
			streams.setPhase(STOPS_AFTER_THE_WEB_SERVER);
			streams.setStreamsUncaughtExceptionHandler(failures);
			streams.setStateListener(failures);
			streams.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {

				@Override
				public void configureTopology(Topology topology) {
					ViewTopology.addTo(topology, waiters, metrics);
				}

			});
		};
	}

	/** Has started when the view has caught up with all that was committed before. */
	@Bean
	Worker viewStart(TopicSetup topics, StreamsBuilderFactoryBean streams, StreamsFailures failures,
			ApplicationEventPublisher events) {
		StreamsStart start = new StreamsStart(topics, List.of(), List.of(Topics.ORDER_PROCESSING), streams, failures);
		return new Worker("view-start", start, events);
	}

}
