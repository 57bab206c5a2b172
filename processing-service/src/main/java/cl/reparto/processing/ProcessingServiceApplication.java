package cl.reparto.processing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts processing-service.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ProcessingServiceApplication {

	/**
	 * Starts the service.
	 * @param args settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication.run(ProcessingServiceApplication.class, args);
	}

}
