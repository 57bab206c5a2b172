package cl.reparto.load.noop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service that does nothing.
 */
@SpringBootApplication
public class NoOpApplication {

	/**
	 * Starts it.
	 * @param args settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication.run(NoOpApplication.class, args);
	}

}
