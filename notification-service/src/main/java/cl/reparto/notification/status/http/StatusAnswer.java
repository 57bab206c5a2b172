package cl.reparto.notification.status.http;

import java.io.IOException;
import java.time.InstantSource;

import cl.reparto.model.Actor;
import cl.reparto.model.Json;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.notification.status.StoredStatus;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Writes where an order is. For customers it is written already; what the shop can do
 * depends on the time, too.
 */
@Component
public final class StatusAnswer {

	private final ShopRules rules;

	private final InstantSource clock = InstantSource.system();

	StatusAnswer(ShopRules rules) {
		this.rules = rules;
	}

	/**
	 * Answers with an order.
	 * @param order the order
	 * @param who who asks
	 * @param response where to
	 * @throws IOException if whoever asks is gone
	 */
	public void write(StoredStatus order, Actor who, HttpServletResponse response) throws IOException {
		writeHead(order, response);
		byte[] json = (who == Actor.CUSTOMER) ? order.json().get()
				: Json.write(order.order().shownTo(who, this.rules, this.clock.instant()));
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(json.length);
		response.getOutputStream().write(json);
	}

	/** Answers that an order is where it was. */
	void writeNothingNew(StoredStatus order, HttpServletResponse response) {
		writeHead(order, response);
		response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
	}

	private static void writeHead(StoredStatus order, HttpServletResponse response) {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
		response.setHeader(HttpHeaders.ETAG, "\"" + order.version() + '"');
		response.setHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
	}

}
