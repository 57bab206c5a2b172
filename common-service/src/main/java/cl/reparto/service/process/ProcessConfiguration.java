package cl.reparto.service.process;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Watches the process.
 */
@Configuration(proxyBeanMethods = false)
class ProcessConfiguration {

	@Bean
	Worker fileDescriptorWatch(ApplicationEventPublisher events) {
		return new Worker("file-descriptor-watch", new FileDescriptorWatch(), events);
	}

	@Bean
	Worker clockWatch(ApplicationEventPublisher events) {
		return new Worker("clock-watch", new ClockWatch(), events);
	}

}
