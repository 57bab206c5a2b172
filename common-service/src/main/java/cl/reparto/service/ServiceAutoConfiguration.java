package cl.reparto.service;

import cl.reparto.model.TopicLayout;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ProblemDetail;

/**
 * What every service has.
 */
@AutoConfiguration
@EnableConfigurationProperties(TopicSettings.class)
class ServiceAutoConfiguration {

	/**
	 * Of chunk extensions and trailers (RFC 9112, 7.1), which nothing here uses; bytes.
	 */
	private static final int MAX_CHUNK_EXTRAS = 16;

	/** For a third of the heap; a request that is under way was seen to take 109 KiB. */
	private static final int MAX_CONNECTIONS = (int) (Runtime.getRuntime().maxMemory() / 3 / (109 * 1024));

	@Bean
	TopicLayout topicLayout(TopicSettings settings) {
		return settings.layout();
	}

	@Bean
	Background descriptorWatch(ApplicationEventPublisher events) {
		return new Background("descriptor-watch", new DescriptorWatch(), events);
	}

	@Bean
	InstanceMetrics instanceMetrics(HealthEndpoint health) {
		return new InstanceMetrics(health);
	}

	@Bean
	@ConditionalOnMissingBean
	ProblemReports problemReports(JsonMapper mapper) {
		return new ProblemReports(mapper, ProblemDetail::forStatus);
	}

	/**
	 * Against clients that are slow on purpose: what Tomcat reads by itself around a
	 * body, a byte at a time, is short, and no more are let in than the heap can bear.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowClients() {
		return (tomcat) -> {
			tomcat.setProtocol(FairHttpProtocol.class.getName());
			tomcat.addConnectorCustomizers((connector) -> {
				FairHttpProtocol http = (FairHttpProtocol) connector.getProtocolHandler();
				http.setMaxExtensionSize(MAX_CHUNK_EXTRAS);
				http.setMaxTrailerSize(MAX_CHUNK_EXTRAS);
				http.setMaxConnections(Math.min(http.getMaxConnections(), MAX_CONNECTIONS));
			});
		};
	}

}
