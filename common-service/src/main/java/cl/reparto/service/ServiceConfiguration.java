package cl.reparto.service;

import cl.reparto.service.process.FileDescriptorWatch;
import cl.reparto.service.process.InstanceMetrics;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import cl.reparto.service.web.BoundedTomcat;
import cl.reparto.service.web.Problems;
import cl.reparto.service.web.StatusUrl;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What every service has; each imports it on its application class.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ StatusUrl.class, TopicLayout.class })
public class ServiceConfiguration {

	@Bean
	TopicSetup topicSetup(KafkaAdmin cluster, TopicLayout layout) {
		return new TopicSetup(cluster, layout);
	}

	@Bean
	Worker fileDescriptorWatch(ApplicationEventPublisher events) {
		return new Worker("file-descriptor-watch", new FileDescriptorWatch(), events);
	}

	@Bean
	InstanceMetrics instanceMetrics(HealthEndpoint health) {
		return new InstanceMetrics(health);
	}

	@Bean
	@ConditionalOnMissingBean(annotation = RestControllerAdvice.class)
	Problems problems(MeterRegistry registry) {
		return new Problems(registry);
	}

	@Bean
	BoundedTomcat boundedTomcat(JsonMapper mapper) {
		return new BoundedTomcat(mapper);
	}

}
