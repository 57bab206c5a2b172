package cl.reparto.notification.status;

import java.util.Properties;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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

/**
 * Hands the view to Spring Kafka.
 */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class ViewConfiguration {

	/** After the web server (see {@link SmartLifecycle}), whose last answers need it. */
	private static final int STOPS_AFTER_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

	/**
	 * Of chunk extensions and trailers (RFC 9112, 7.1), which nothing here uses; bytes.
	 */
	private static final int MAX_CHUNK_EXTRAS = 16;

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
	StatusView statusView(StreamsBuilderFactoryBean streams, Waiters waiters) {
		return new StatusView(() -> {
			KafkaStreams running = streams.getKafkaStreams();
			if (running == null) {
				throw new InvalidStateStoreException("not started");
			}
			return running.store(StoreQueryParameters.fromNameAndType(ViewTopology.ORDERS,
					QueryableStoreTypes.<UUID, OrderProgress>keyValueStore()));
		}, waiters);
	}

	@Bean
	StreamsBuilderFactoryBeanConfigurer view(Waiters waiters, ViewMetrics metrics, ApplicationEventPublisher events) {
		return (streams) -> {
			Properties properties = streams.getStreamsConfiguration();
			properties.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
					IsolationLevel.READ_COMMITTED.toString());
			streams.setStreamsConfiguration(properties);
			streams.setAutoStartup(false);
			streams.setPhase(STOPS_AFTER_THE_WEB_SERVER);
			streams.setStreamsUncaughtExceptionHandler((failure) -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
			streams.setStateListener((now, before) -> {
				if (now == KafkaStreams.State.ERROR) {
					AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
				}
			});
			streams.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {

				@Override
				public void configureTopology(Topology topology) {
					ViewTopology.addTo(topology, waiters, metrics);
				}

			});
		};
	}

	/** Inside of Boot's valve, so that it answers first. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports(JsonMapper mapper) {
		return (tomcat) -> tomcat.addContextCustomizers(
				(context) -> context.getParent().getPipeline().addValve(new ProblemReportValve(mapper)));
	}

	/**
	 * Against clients that are slow on purpose: what Tomcat reads by itself around a
	 * body, a byte at a time, is short.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowClients() {
		return (tomcat) -> {
			tomcat.setProtocol(PunctualHttpProtocol.class.getName());
			tomcat.addProtocolHandlerCustomizers((PunctualHttpProtocol http) -> {
				http.setMaxExtensionSize(MAX_CHUNK_EXTRAS);
				http.setMaxTrailerSize(MAX_CHUNK_EXTRAS);
			});
		};
	}

}
