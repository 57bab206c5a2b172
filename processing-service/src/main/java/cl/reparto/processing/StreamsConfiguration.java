package cl.reparto.processing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.processing.lifecycle.OrderLifecycle;
import cl.reparto.processing.machine.OrderMetrics;
import cl.reparto.processing.machine.OrderTopology;
import cl.reparto.processing.machine.WaitingOrders;
import cl.reparto.service.process.Worker;
import cl.reparto.service.streams.ExactlyOnce;
import cl.reparto.service.streams.RunningStreams;
import cl.reparto.service.streams.StreamsStart;
import cl.reparto.service.streams.peers.PeerListener;
import cl.reparto.service.topics.PartitionGrowth;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.Topology;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Hands the state machine to Spring Kafka.
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

	/** Readiness asks for it by the name of {@code streams}. */
	@Bean("streamsHealthIndicator")
	RunningStreams runningStreams(MeterRegistry registry) {
		return new RunningStreams(registry, Topics.PROCESSING_GROUP);
	}

	@Bean
	StreamsBuilderFactoryBeanConfigurer stateMachine(ProcessingSettings settings, TopicLayout layout,
			OrderMetrics metrics, WaitingOrders waiting) {
		OrderLifecycle lifecycle = new OrderLifecycle(settings.stages(), settings.actions(), settings.retention());
		return (streams) -> {
			streams.setStreamsConfiguration(ExactlyOnce.configure(streams.getStreamsConfiguration(),
					Topics.PROCESSING_GROUP, layout, settings.instance(), settings.tick()));
			streams.setLeaveGroupOnClose(settings.instance() == null);
			streams.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {

				@Override
				public void configureTopology(Topology topology) {
					OrderTopology.addTo(topology, lifecycle, settings.tick(), metrics, waiting);
				}

			});
		};
	}

	@Bean
	PeerListener peerListener(KafkaProperties kafka, ServerProperties server, ProcessingSettings settings) {
		return new PeerListener(kafka.getStreams().getProperties(), server.getAddress(), settings.instance());
	}

	@Bean
	PartitionGrowth partitionGrowth(TopicSetup topics) {
		return topics.growth(Topics.PROCESSING_GROUP,
				List.of(Topics.ORDER_PROCESSING, CommandTopics.ORDER_COMMAND_OUTCOMES),
				List.of(Topics.ORDER_REQUESTS, CommandTopics.ORDER_COMMANDS));
	}

	@Bean
	Worker streamsStart(TopicSetup topics, TopicLayout layout, PartitionGrowth growth, KafkaAdmin cluster,
			StreamsBuilderFactoryBean streams, RunningStreams running, ApplicationEventPublisher events) {
		ReplayCheck check = new ReplayCheck(cluster.getConfigurationProperties(), Topics.PROCESSING_GROUP,
				Topics.ORDER_REQUESTS.name(), Topics.ORDER_PROCESSING.name(), OrderTopology.ORDERS_CHANGELOG);
		// Commands have another writer, without whom orders go on all the same.
		List<Topic<?>> written = new ArrayList<>(List.of(Topics.ORDER_PROCESSING, CommandTopics.ORDER_COMMAND_OUTCOMES,
				Topics.ORDER_REQUESTS_DLT, CommandTopics.ORDER_COMMANDS_DLT, CommandTopics.ORDER_COMMANDS));
		if (layout.make()) {
			written.add(OrderTopology.COMMANDS_CHANGELOG);
		}
		StreamsStart start = new StreamsStart(topics, written, List.of(Topics.ORDER_REQUESTS), streams, running,
				MOST_REPLACED, events)
			.after(() -> {
				growth.settle();
				check.run();
			});
		return new Worker("streams-start", () -> {
			start.run();
			growth.watch();
		}, events);
	}

}
