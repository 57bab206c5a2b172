package cl.reparto.notification.mail;

import java.net.URI;
import java.util.UUID;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where customers ask about their orders.
 *
 * @param statusUrl the address of notification-service as customers reach it
 */
@ConfigurationProperties("reparto")
record StatusAddress(@DefaultValue("http://localhost:8082") URI statusUrl) {

	StatusAddress {
		if (statusUrl.getHost() == null) {
			throw new IllegalArgumentException(
					"reparto.status-url must be an address such as https://pedidos.example.cl, not " + statusUrl);
		}
	}

	/**
	 * The address of one order's status.
	 * @param id the order's id
	 * @return the address
	 */
	String of(UUID id) {
		String base = this.statusUrl.toString();
		return (base.endsWith("/") ? base : base + "/") + "orders/" + id + "/status";
	}

}
