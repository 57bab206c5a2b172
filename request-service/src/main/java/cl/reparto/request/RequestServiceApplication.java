package cl.reparto.request;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts request-service.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RequestServiceApplication {

	/**
	 * Starts the service.
	 * @param args settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication.run(RequestServiceApplication.class, args);
	}

}
