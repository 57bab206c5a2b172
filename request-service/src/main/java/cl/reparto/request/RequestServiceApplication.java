package cl.reparto.request;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ApplicationListener;

/**
 * Starts request-service. Boot's error page is left out: {@link Problems} and
 * {@link ProblemReportValve} answer every error.
 */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan
public class RequestServiceApplication {

	/**
	 * Starts the service.
	 * @param args settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(RequestServiceApplication.class);
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
