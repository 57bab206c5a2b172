package cl.reparto.notification.status.http;

import java.io.IOException;
import java.time.Duration;

import cl.reparto.notification.status.StatusSettings;
import cl.reparto.notification.status.StatusView;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.notification.status.ViewNotReadyException;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers "where is my order?". Who knows the id may ask.
 */
@RestController
class StatusController {

	private final StatusView view;

	private final Watchers watchers;

	private final Duration patience;

	StatusController(StatusView view, Watchers watchers, StatusSettings settings) {
		this.view = view;
		this.watchers = watchers;
		this.patience = settings.patience();
	}

	/**
	 * A parameter that is given twice comes with a comma, which no status or time has.
	 */
	@GetMapping(path = "/orders/{id}/status", produces = MediaType.APPLICATION_JSON_VALUE)
	void status(@PathVariable String id, @RequestParam(required = false) @Nullable String waitFor,
			@RequestParam(required = false) @Nullable String timeout,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String seen,
			HttpServletResponse response) throws IOException, InterruptedException {
		StatusQuery query = StatusQuery.of(id, waitFor, timeout, seen, this.patience);
		StoredStatus order = find(query);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
		response.setHeader(HttpHeaders.ETAG, "\"" + order.version() + '"');
		if (query.seen().has(order.version())) {
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
		}
		else {
			byte[] json = order.json().get();
			response.setContentType(MediaType.APPLICATION_JSON_VALUE);
			response.setContentLength(json.length);
			response.getOutputStream().write(json);
		}
	}

	/** Who waits no longer than anybody may takes nobody's place. */
	private StoredStatus find(StatusQuery query) throws InterruptedException {
		int wanted = Math.max(query.seen().newest(), query.waitFor().number());
		if (query.timeout().compareTo(this.patience) <= 0 || this.view.has(query.id(), wanted)) {
			return await(query);
		}
		try (Watchers.Place _ = this.watchers.take()) {
			return await(query);
		}
	}

	private StoredStatus await(StatusQuery query) throws InterruptedException {
		try {
			return this.view.await(query.id(), query.seen().newest(), query.waitFor(), query.timeout())
				.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_ORDER));
		}
		catch (ViewNotReadyException ex) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
	}

}
