package cl.reparto.notification.status;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * Answers "where is my order?". Who knows the id may ask.
 */
@RestController
class StatusController {

	private final StatusView view;

	private final Duration patience;

	StatusController(StatusView view, StatusSettings settings) {
		this.view = view;
		this.patience = settings.patience();
	}

	@GetMapping(path = "/orders/{id}/status", produces = MediaType.APPLICATION_JSON_VALUE)
	void status(@PathVariable String id, WebRequest request, HttpServletResponse response)
			throws IOException, InterruptedException {
		StatusQuery query = StatusQuery.of(id, parameter(request, "waitFor"), parameter(request, "timeout"),
				request.getHeader(HttpHeaders.IF_NONE_MATCH), this.patience);
		KnownOrder order = this.view.await(query.id(), query.waitFor(), query.timeout())
			.orElseThrow(OrderUnknownException::new);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
		if (!request.checkNotModified(Integer.toString(order.version()))) {
			byte[] json = order.json().get();
			response.setContentType(MediaType.APPLICATION_JSON_VALUE);
			response.setContentLength(json.length);
			response.getOutputStream().write(json);
		}
	}

	/** What was given twice is no status and no time, and refused as such. */
	private static @Nullable String parameter(WebRequest request, String name) {
		String[] values = request.getParameterValues(name);
		return (values != null) ? String.join(",", values) : null;
	}

}
