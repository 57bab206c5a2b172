package cl.reparto.service;

import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import cl.reparto.service.web.StatusUrl;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * What every service has; each imports it on its application class (decision 9).
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ ShopSettings.class, StatusUrl.class, TopicLayout.class })
@ComponentScan
public class ServiceConfiguration {

	@Bean
	Worker topicWatch(TopicSetup topicSetup, ApplicationEventPublisher events) {
		return new Worker("topic-watch", topicSetup::watch, events);
	}

}
