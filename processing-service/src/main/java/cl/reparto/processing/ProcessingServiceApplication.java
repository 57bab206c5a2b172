package cl.reparto.processing;

import cl.reparto.service.ServiceConfiguration;
import cl.reparto.service.process.ExitWhenBroken;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Starts processing-service. Boot's error page is left out:
 * {@link cl.reparto.service.ProblemReports} answer every error.
 */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan
@Import(ServiceConfiguration.class)
public class ProcessingServiceApplication {

	/**
	 * Starts the service.
	 * @param args settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(ProcessingServiceApplication.class);
		application.addListeners(new ExitWhenBroken());
		application.run(args);
	}

}
