package cl.reparto.guild;

import cl.reparto.service.ServiceConfiguration;
import cl.reparto.service.process.ExitWhenBroken;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Starts guild-service. Boot's error page is left out: problems answer every error.
 */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan
@Import(ServiceConfiguration.class)
public class GuildServiceApplication {

	/**
	 * Starts the service.
	 * @param args settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(GuildServiceApplication.class);
		application.addListeners(new ExitWhenBroken());
		application.run(args);
	}

}
