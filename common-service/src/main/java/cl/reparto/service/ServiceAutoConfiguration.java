package cl.reparto.service;

import cl.reparto.model.TopicLayout;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ProblemDetail;

/**
 * What every service has.
 */
@AutoConfiguration
@EnableConfigurationProperties(TopicSettings.class)
class ServiceAutoConfiguration {

	@Bean
	TopicLayout topicLayout(TopicSettings settings) {
		return settings.layout();
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

}
