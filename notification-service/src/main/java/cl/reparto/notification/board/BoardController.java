package cl.reparto.notification.board;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

import cl.reparto.notification.board.BoardPage.Visitor;
import cl.reparto.notification.command.OrderAct;
import cl.reparto.notification.command.OrderActs;
import cl.reparto.notification.status.ViewNotReadyException;
import cl.reparto.notification.status.http.Watchers;
import cl.reparto.service.access.PageSessions;
import cl.reparto.service.access.ShopAccess;
import cl.reparto.service.connection.EventStream;
import cl.reparto.service.page.FormFields;
import cl.reparto.service.page.HtmlAnswer;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.shop.ShopLog;
import cl.reparto.service.shop.ShopState;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the board, tells it that something has changed, and takes the forms on it.
 * Addresses are relative: the page does not know what is before it.
 */
@RestController
final class BoardController {

	/** Tells proxies that the connection lives, and us whether anybody listens. */
	private static final Duration HEARTBEAT = Duration.ofSeconds(10);

	/** How long changes gather before a board is told: nobody sees faster. */
	private static final Duration PAUSE = Duration.ofMillis(250);

	private final BoardReader reader;

	private final BoardPage page;

	private final BoardChanges changes;

	private final Watchers watchers;

	private final PageSessions sessions;

	private final OrderActs acts;

	private final BoundedBody bodies;

	private final ShopLog shop;

	private final ZoneId zone;

	private final InstantSource clock = InstantSource.system();

	BoardController(BoardReader reader, BoardPage page, BoardChanges changes, Watchers watchers, ShopAccess access,
			OrderActs acts, BoundedBody bodies, ShopLog shop, ShopSettings settings) {
		this.reader = reader;
		this.page = page;
		this.changes = changes;
		this.watchers = watchers;
		this.sessions = access.sessions("tablero");
		this.acts = acts;
		this.bodies = bodies;
		this.shop = shop;
		this.zone = settings.zone();
	}

	@GetMapping(path = "/board", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> board(@RequestParam(required = false) @Nullable String notice,
			@RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages,
			HttpServletRequest request) {
		Language language = Language.of(languages);
		String token = this.sessions.token(request);
		Visitor visitor = new Visitor(token, this.sessions.arePossible(), Notice.of(notice));
		try {
			Board board = (token != null) ? this.reader.read(this.clock.instant()) : null;
			return answer(HttpStatus.OK).body(this.page.write(board, visitor, language, this.clock.instant()));
		}
		catch (ViewNotReadyException ex) {
			return answer(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "2")
				.body(this.page.write(null, visitor, language, this.clock.instant()));
		}
	}

	private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
		return HtmlAnswer.of(status, "'self'");
	}

	/** What has changed is seen on the page. */
	@GetMapping(path = "/board/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!this.sessions.isOpen(request)) {
			throw new ProblemException(ProblemKind.SHOP_ONLY);
		}
		Watchers.Place place = this.watchers.take();
		BoardChanges.Listener listener = this.changes.listen();
		EventStream.begin(request, response, () -> {
			listener.close();
			place.close();
		}, (client) -> tell(client, listener));
	}

	private static void tell(EventStream.Client client, BoardChanges.Listener listener)
			throws IOException, InterruptedException {
		client.send("retry: 2000\n\n");
		while (!listener.isEnded()) {
			client.send(listener.await(HEARTBEAT) ? "event: change\ndata: 1\n\n" : ":\n\n");
			Thread.sleep(PAUSE);
		}
	}

	@PostMapping(path = "/board/session", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> enter(HttpServletRequest request, HttpServletResponse response) {
		return back(switch (this.sessions.begin(form(request).get("key"), request, response)) {
			case DONE -> Notice.IN;
			case WRONG_KEY -> Notice.KEY;
			case TOO_MANY_WRONG_KEYS -> Notice.WAIT;
		});
	}

	@PostMapping(path = "/board/leave", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> leave(HttpServletRequest request, HttpServletResponse response) {
		return back(this.sessions.end(form(request).get("token"), request, response) ? Notice.OUT : Notice.SESSION);
	}

	@PostMapping(path = "/board/act", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> act(HttpServletRequest request) throws InterruptedException {
		Map<String, String> fields = form(request);
		if (!isTheirs(fields, request)) {
			return back(Notice.SESSION);
		}
		BoardForm form = new BoardForm(fields);
		return back(form.isReasonable() ? act(form.act()) : Notice.REASON);
	}

	private Notice act(Optional<OrderAct> act) throws InterruptedException {
		if (act.isEmpty()) {
			return Notice.GONE;
		}
		try {
			return this.acts.act(act.get()).isPresent() ? Notice.DONE : Notice.KEPT;
		}
		catch (ProblemException ex) {
			return switch (ex.kind()) {
				case ORDER_CHANGED -> Notice.CHANGED;
				case ACTION_REFUSED -> Notice.REFUSED;
				case UNKNOWN_ORDER -> Notice.GONE;
				default -> Notice.ERROR;
			};
		}
	}

	@PostMapping(path = "/board/shop", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> say(HttpServletRequest request) {
		Map<String, String> fields = form(request);
		return back(isTheirs(fields, request) ? say(new BoardForm(fields)) : Notice.SESSION);
	}

	private Notice say(BoardForm form) {
		Optional<ShopState> word = this.shop.newest().flatMap((was) -> form.shop(was, this.clock.instant(), this.zone));
		if (word.isEmpty()) {
			return Notice.SHOP;
		}
		try {
			this.shop.say(word.get());
			return Notice.DONE;
		}
		catch (ProblemException ex) {
			return Notice.ERROR;
		}
	}

	private boolean isTheirs(Map<String, String> form, HttpServletRequest request) {
		return this.sessions.isToken(form.get("token"), request);
	}

	private Map<String, String> form(HttpServletRequest request) {
		return FormFields.read(this.bodies.read(request));
	}

	private static ResponseEntity<Void> back(Notice notice) {
		return HtmlAnswer.seeOther("../board?notice=" + notice.wireName()).build();
	}

}
