package cl.reparto.notification.status.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import cl.reparto.model.Status;
import cl.reparto.notification.status.StatusSettings;
import cl.reparto.notification.status.StatusView;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.notification.status.ViewNotReadyException;
import cl.reparto.service.connection.EventStream;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tells of an order again each time that it goes on, as server-sent events (HTML, 9.2).
 * An event's id is the order's version, so that whoever comes again, to this instance or
 * another, is told what is newer and nothing else. After its end there is nothing more to
 * tell.
 */
@RestController
final class EventsController {

	/** Tells proxies that the connection lives, and us whether anybody listens. */
	private static final Duration HEARTBEAT = Duration.ofSeconds(10);

	/** Told instead of a version when there is nothing more to tell. */
	private static final int ALL = -1;

	private final StatusView view;

	private final Watchers watchers;

	private final Duration patience;

	EventsController(StatusView view, Watchers watchers, StatusSettings settings) {
		this.view = view;
		this.watchers = watchers;
		this.patience = settings.patience();
	}

	/**
	 * A browser sends {@code Last-Event-ID} only when it comes again; the first time, a
	 * page says in the address what it shows.
	 */
	@GetMapping(path = "/orders/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void events(@PathVariable String id, @RequestParam(required = false) @Nullable String seen,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last, HttpServletRequest request,
			HttpServletResponse response) throws IOException, InterruptedException {
		UUID order = OrderId.of(id)
			.orElseThrow(() -> new ProblemException(ProblemKind.INVALID_QUERY, Map.of("id", OrderId.EXPECTED)));
		int known = Math.max(SeenVersions.version(seen), SeenVersions.version(last));
		StoredStatus first = this.view.await(order, known, Status.RECIBIDO, this.patience)
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_ORDER));
		if (first.status().isEnd() && known == first.version()) {
			// The one answer after which a browser does not come again.
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			response.setStatus(HttpServletResponse.SC_NO_CONTENT);
			return;
		}
		Watchers.Place place = this.watchers.take();
		EventStream.begin(request, response, place::close, (client) -> tell(client, order, known));
	}

	/** Ends when the order does, whoever listens goes, or this instance cannot tell. */
	private void tell(EventStream.Client client, UUID id, int seen) throws IOException, InterruptedException {
		client.send("retry: 2000\n\n");
		try {
			int told = seen;
			// At once where it is, or that it is where it was seen.
			for (Duration most = Duration.ZERO; told != ALL; most = HEARTBEAT) {
				told = tellNext(client, id, told, most);
			}
		}
		catch (ViewNotReadyException ex) {
			// Who listens comes again, and finds who can tell.
		}
	}

	/** By itself, so that nothing of the order is kept until the next time. */
	private int tellNext(EventStream.Client client, UUID id, int told, Duration most)
			throws IOException, InterruptedException {
		Optional<StoredStatus> found = this.view.awaitNewer(id, told, most);
		if (found.isEmpty()) {
			return ALL;
		}
		StoredStatus order = found.get();
		client.send((order.version() > told)
				? "id: " + order.version() + "\ndata: " + new String(order.json().get(), UTF_8) + "\n\n" : ":\n\n");
		return (order.status().isEnd() || this.view.isEnding()) ? ALL : order.version();
	}

}
