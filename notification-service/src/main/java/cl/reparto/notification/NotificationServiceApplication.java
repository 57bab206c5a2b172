package cl.reparto.notification;

import cl.reparto.service.ServiceConfiguration;
import cl.reparto.service.access.ShopAccess;
import cl.reparto.service.process.ExitWhenBroken;
import cl.reparto.service.shop.ShopFollowing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Starts notification-service. Boot's error page is left out: every error is answered
 * with a problem.
 */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan
@Import({ ServiceConfiguration.class, ShopAccess.class, ShopFollowing.class })
public class NotificationServiceApplication {

	/**
	 * Starts the service.
	 * @param args settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(NotificationServiceApplication.class);
		application.addListeners(new ExitWhenBroken());
		application.run(args);
	}

}
