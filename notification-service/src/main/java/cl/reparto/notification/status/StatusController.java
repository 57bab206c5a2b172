package cl.reparto.notification.status;

import java.time.Duration;

import cl.reparto.model.OrderProgress;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

	private final Duration patience;

	StatusController(StatusView view, StatusSettings settings) {
		this.view = view;
		this.patience = settings.patience();
	}

	@GetMapping(path = "/orders/{id}/status", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<OrderStatus> status(@PathVariable String id,
			@RequestParam(required = false) @Nullable String waitFor,
			@RequestParam(required = false) @Nullable String timeout,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch)
			throws InterruptedException {
		StatusQuery query = StatusQuery.of(id, waitFor, timeout, ifNoneMatch, this.patience);
		OrderProgress order = this.view.await(query.id(), query.waitFor(), query.timeout())
			.orElseThrow(OrderUnknownException::new);
		return ResponseEntity.ok()
			.eTag(Integer.toString(order.version()))
			.cacheControl(CacheControl.noCache().cachePrivate())
			.body(OrderStatus.of(order));
	}

}
