package cl.reparto.notification;

import cl.reparto.model.TopicLayout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/**
 * Starts notification-service. Boot's error page is left out: every error is answered
 * with a problem.
 */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
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
		SpringApplication application = new SpringApplication(NotificationServiceApplication.class);
		application.addListeners(new EndWhenBroken());
		application.run(args);
	}

	/** A process that ends is started again; one that is half alive is not. */
	static class EndWhenBroken implements ApplicationListener<AvailabilityChangeEvent<LivenessState>> {

		@Override
		public void onApplicationEvent(AvailabilityChangeEvent<LivenessState> event) {
			if (event.getState() == LivenessState.BROKEN) {
				Thread.ofPlatform().name("end").start(() -> System.exit(1));
			}
		}

	}

}
