package cl.reparto.service.web;

import java.util.UUID;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where customers ask about their orders.
 *
 * @param statusUrl notification-service, or the gateway before it, as customers reach it
 */
@ConfigurationProperties("reparto")
public record StatusUrl(@DefaultValue("http://localhost:8082") String statusUrl) {

	/**
	 * Checks the address; a slash at its end is left out.
	 * @throws IllegalArgumentException if it is not one
	 */
	public StatusUrl {
		if (!statusUrl.matches("https?://[^\\s?#/]+(/[^\\s?#]*)?")) {
			throw new IllegalArgumentException(
					"reparto.status-url must be an address such as https://pedidos.example.cl, not " + statusUrl);
		}
		statusUrl = statusUrl.endsWith("/") ? statusUrl.substring(0, statusUrl.length() - 1) : statusUrl;
	}

	/**
	 * Where the status of an order is read.
	 * @param id the order's id
	 * @return an absolute address
	 */
	public String of(UUID id) {
		return pageOf(id) + "/status";
	}

	/**
	 * Where people see an order go on.
	 * @param id the order's id
	 * @return an absolute address
	 */
	public String pageOf(UUID id) {
		return this.statusUrl + "/orders/" + id;
	}

}
