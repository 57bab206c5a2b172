package cl.reparto.load.noop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;

/**
 * Starts the service that does nothing.
 */
@SpringBootApplication(exclude = KafkaAutoConfiguration.class)
class NoOpApplication {

	/**
	 * Starts it.
	 * @param args settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication.run(NoOpApplication.class, args);
	}

}
