package cl.reparto.notification;

import cl.reparto.model.TopicLayout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * Starts notification-service.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class NotificationServiceApplication {

	@Bean
	TopicLayout topicLayout(TopicSettings settings) {
		return settings.layout();
	}

	/**
	 * Starts the service.
	 * @param args settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication.run(NotificationServiceApplication.class, args);
	}

}
