package cl.reparto.notification.status.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;

import cl.reparto.model.Actor;
import cl.reparto.notification.status.StatusSettings;
import cl.reparto.notification.status.StatusView;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.service.access.ShopAccess;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers "where is my order?". Who knows the id may ask, and is told what a customer can
 * do about it; whoever shows the shop's key, what the shop can.
 */
@RestController
class StatusController {

	private final StatusView view;

	private final Watchers watchers;

	private final ShopAccess shop;

	private final StatusAnswer answer;

	private final Duration patience;

	StatusController(StatusView view, Watchers watchers, ShopAccess shop, StatusAnswer answer,
			StatusSettings settings) {
		this.view = view;
		this.watchers = watchers;
		this.shop = shop;
		this.answer = answer;
		this.patience = settings.patience();
	}

	/** Binding what is rarely there takes as long as all that this does (decision 14). */
	@GetMapping(path = "/orders/{id}/status", produces = MediaType.APPLICATION_JSON_VALUE)
	void status(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
			throws IOException, InterruptedException {
		StatusQuery query = StatusQuery.of(id, one(request.getParameterValues("waitFor")),
				one(request.getParameterValues("timeout")), list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)),
				this.patience);
		StoredStatus order = find(query);
		Actor who = this.shop.isShop(request) ? Actor.SHOP : Actor.CUSTOMER;
		// What the shop can do changes with the time, too.
		if (who == Actor.CUSTOMER && query.seen().has(order.version())) {
			this.answer.writeNothingNew(order, response);
		}
		else {
			this.answer.write(order, who, response);
		}
	}

	/** What is given twice comes with a comma, which no status or time has. */
	private static @Nullable String one(String @Nullable [] values) {
		return (values != null) ? String.join(",", values) : null;
	}

	private static @Nullable String list(Enumeration<String> lines) {
		return lines.hasMoreElements() ? String.join(",", Collections.list(lines)) : null;
	}

	/** Who waits no longer than anybody may takes nobody's place. */
	private StoredStatus find(StatusQuery query) throws InterruptedException {
		if (query.timeout().compareTo(this.patience) <= 0
				|| this.view.has(query.id(), query.seen().newest(), query.waitFor())) {
			return await(query);
		}
		try (Watchers.Place _ = this.watchers.takeForPoll()) {
			return await(query);
		}
	}

	private StoredStatus await(StatusQuery query) throws InterruptedException {
		return this.view.await(query.id(), query.seen().newest(), query.waitFor(), query.timeout())
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_ORDER));
	}

}
