package cl.reparto.request;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

import cl.reparto.service.EndWhenBroken;

/**
 * Starts request-service. Boot's error page is left out: {@link Problems} and
 * {@link cl.reparto.service.ProblemReports} answer every error.
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

}
