package cl.reparto.notification.status;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;

import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.notification.find.OrderIndex;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.notification.status.absence.AbsenceQuestions;
import cl.reparto.service.process.Worker;
import cl.reparto.service.streams.BoundedRocksDb;
import cl.reparto.service.streams.RunningStreams;
import cl.reparto.service.streams.StateAge;
import cl.reparto.service.streams.StateFolder;
import cl.reparto.service.streams.StreamsStart;
import cl.reparto.service.streams.TimedRecords;
import cl.reparto.service.streams.view.ViewFreshness;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

/**
 * Hands the view to Spring Kafka.
 */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class ViewConfiguration {

	/** After the web server (see {@link SmartLifecycle}), whose last answers need it. */
	private static final int STOPS_AFTER_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

	/** Tombstones live a day longer (delete.retention.ms). */
	private static final Duration OLDEST = Topics.COMPACTION_LAG;

	@Bean
	Waiters waiters() {
		return new Waiters();
	}

	@Bean
	ViewMetrics viewMetrics(MeterRegistry registry, Waiters waiters) {
		return new ViewMetrics(registry, waiters);
	}

	@Bean
	OrderIndex orderIndex() {
		return new OrderIndex();
	}

	/** Readiness asks for it by the name of {@code view}. */
	@Bean("viewHealthIndicator")
	RunningStreams runningStreams(MeterRegistry registry) {
		return new RunningStreams(registry, "view");
	}

	@Bean
	StatusView statusView(RunningStreams running, Waiters waiters, AbsenceQuestions questions, ViewFreshness freshness,
			StatusSettings settings) {
		return new StatusView(new StatusStore(running)::orders, waiters, questions, freshness::isCurrent,
				settings.patience());
	}

	@Bean
	StreamsBuilderFactoryBeanConfigurer view(OrderIndex index, ShopRules rules, Waiters waiters, ViewMetrics metrics,
			KafkaClientSupplier clients) {
		return (streams) -> {
			Properties properties = streams.getStreamsConfiguration();
			properties.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
					IsolationLevel.READ_COMMITTED.toString());
			// How soon a partition is read that the topic was given.
			properties.putIfAbsent(StreamsConfig.globalConsumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), 1_000);
			BoundedRocksDb.bound(properties);
			TimedRecords.readBy(properties);
			streams.setStreamsConfiguration(properties);
			streams.setClientSupplier(clients);
			streams.setPhase(STOPS_AFTER_THE_WEB_SERVER);
			streams.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {

				@Override
				public void configureTopology(Topology topology) {
					ViewTopology.addTo(topology, index, rules, waiters, metrics);
				}

			});
		};
	}

	/**
	 * What a view depends on that is kept on disk: what the version before could not read
	 * is not in its view, and never comes again.
	 */
	static String maker(ShopRules rules) {
		return StoredStatus.LAYOUT + "; " + rules + "; " + List.of(Status.values());
	}

	/** Has started when the view has caught up with all that was committed before. */
	@Bean
	Worker viewStart(TopicSetup topics, StreamsBuilderFactoryBean streams, RunningStreams running, ShopRules rules,
			ViewFreshness freshness, ApplicationEventPublisher events) {
		StateAge age = new StateAge(StateFolder.of(streams.getStreamsConfiguration()).path(), OLDEST, maker(rules),
				InstantSource.system());
		StreamsStart start = new StreamsStart(topics, List.of(), List.of(Topics.ORDER_PROCESSING), streams, running, 0,
				events)
			.asView(age, freshness::wholeUntil);
		return new Worker("view-start", start, events);
	}

}
