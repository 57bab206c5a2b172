package cl.reparto.notification.ops;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import cl.reparto.model.Status;
import cl.reparto.notification.deadletter.DeadLetters;
import cl.reparto.notification.deadletter.LetterId;
import cl.reparto.notification.ops.OpsPage.Desk;
import cl.reparto.notification.ops.OpsPage.Letter;
import cl.reparto.notification.ops.OpsPage.Shown;
import cl.reparto.notification.ops.OpsPage.Visitor;
import cl.reparto.notification.status.ViewNotReadyException;
import cl.reparto.notification.status.http.OrderId;
import cl.reparto.service.access.PageSessions;
import cl.reparto.service.access.ShopAccess;
import cl.reparto.service.page.FormFields;
import cl.reparto.service.page.HtmlAnswer;
import cl.reparto.service.page.Language;
import cl.reparto.service.process.TroubleLog;
import cl.reparto.service.topics.BriefReader;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Serves the operator's page and takes the forms on it. Addresses are relative: the page
 * does not know what is before it.
 */
@RestController
final class OpsController {

	private static final Logger log = LoggerFactory.getLogger(OpsController.class);

	private static final int LONGEST_QUERY = 200;

	private static final int DEAD_LETTERS = 20;

	private final TroubleLog trouble = new TroubleLog(log, "The operator's page cannot ask Kafka");

	private final TopicScans scans;

	private final OrderLives lives;

	private final MailDesk mails;

	private final GroupLags groups;

	private final DeadLetters letters;

	private final OpsPage page;

	private final PageSessions sessions;

	private final BoundedBody bodies;

	OpsController(TopicScans scans, OrderLives lives, MailDesk mails, GroupLags groups, DeadLetters letters,
			OpsPage page, ShopAccess shop, BoundedBody bodies) {
		this.scans = scans;
		this.lives = lives;
		this.mails = mails;
		this.groups = groups;
		this.letters = letters;
		this.page = page;
		this.sessions = shop.sessions("operador");
		this.bodies = bodies;
	}

	@GetMapping(path = "/ops", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> desk(@RequestParam(defaultValue = "") String q,
			@RequestParam(required = false) @Nullable String after, HttpServletRequest request)
			throws InterruptedException {
		Visitor visitor = visitor(request);
		String query = q.strip().substring(0, Math.min(q.strip().length(), LONGEST_QUERY));
		Optional<UUID> id = OrderId.of(query);
		if (id.isPresent()) {
			return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("ops/orders/" + id.get())).build();
		}
		Desk begun = (visitor.token() != null) ? begin(query) : null;
		return look(visitor, new Shown("", null, null, begun, null, null),
				(scan) -> new Shown("", null, null, new Desk(query, begun.found(), begun.unready(),
						this.mails.waiting(scan), this.letters.page(DEAD_LETTERS, after), this.groups.read()), null,
						null));
	}

	/** What is told without Kafka. */
	private Desk begin(String query) {
		try {
			return new Desk(query, query.isEmpty() ? null : this.lives.find(query), false, null, null, null);
		}
		catch (ViewNotReadyException ex) {
			return new Desk(query, null, true, null, null, null);
		}
	}

	@GetMapping(path = "/ops/orders/{id}", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> life(@PathVariable String id, @RequestParam(defaultValue = "") String days,
			HttpServletRequest request) throws InterruptedException {
		UUID order = OrderId.of(id).orElse(null);
		Shown nothing = new Shown("../../", order, null, null, null, null);
		if (order == null) {
			return answer(HttpStatus.NOT_FOUND, nothing.because(OpsNotice.GONE), visitor(request));
		}
		Duration back = days.matches("[1-9][0-9]?") ? Duration.ofDays(Integer.parseInt(days)) : OrderLives.BACK;
		return look(visitor(request), nothing,
				(scan) -> new Shown("../../", order, null, null, this.lives.read(scan, order, back), null));
	}

	@GetMapping(path = "/ops/dead-letters/{topic}/{place}", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> letter(@PathVariable String topic, @PathVariable String place, HttpServletRequest request)
			throws InterruptedException {
		LetterId id = LetterId.of(topic + "/" + place).orElse(null);
		Shown nothing = new Shown("../../../", null, null, null, null, null);
		if (id == null) {
			return answer(HttpStatus.NOT_FOUND, nothing.because(OpsNotice.GONE), visitor(request));
		}
		return look(visitor(request), nothing,
				(scan) -> letter("../../../", new Letter(this.letters.open(id), null, null)));
	}

	private static Shown letter(String root, Letter letter) {
		return new Shown(root, null, null, null, null, letter);
	}

	/** Asks Kafka for whoever is signed in, while not too many others do. */
	private ResponseEntity<String> look(Visitor visitor, Shown nothing, Looking looking) throws InterruptedException {
		if (visitor.token() == null) {
			return answer(HttpStatus.OK, nothing, visitor);
		}
		try (BriefReader scan = this.scans.open()) {
			if (scan == null) {
				return answer(HttpStatus.SERVICE_UNAVAILABLE, nothing.because(OpsNotice.BUSY), visitor);
			}
			Shown shown = looking.look(scan);
			this.trouble.over();
			return answer(HttpStatus.OK, shown, visitor);
		}
		catch (KafkaException ex) {
			this.trouble.report(ex.toString());
		}
		catch (ProblemException ex) {
			if (ex.kind() != ProblemKind.UNAVAILABLE) {
				return answer(ex.getStatusCode(), nothing.because(OpsNotice.GONE), visitor);
			}
		}
		return answer(HttpStatus.SERVICE_UNAVAILABLE, nothing.because(OpsNotice.AWAY), visitor);
	}

	private ResponseEntity<String> answer(HttpStatusCode status, Shown shown, Visitor visitor) {
		ResponseEntity.BodyBuilder answer = HtmlAnswer.of(HttpStatus.valueOf(status.value()), "'self'");
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			answer.header(HttpHeaders.RETRY_AFTER, "2");
		}
		return answer.body(this.page.write(shown, visitor));
	}

	private Visitor visitor(HttpServletRequest request) {
		return new Visitor(this.sessions.token(request), this.sessions.arePossible(),
				OpsNotice.of(request.getParameter("notice")),
				Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
	}

	@PostMapping(path = "/ops/session", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> enter(HttpServletRequest request, HttpServletResponse response) {
		Map<String, String> fields = form(request);
		String page = OrderId.of(fields.getOrDefault("order", "")).map(OpsController::orderPage).orElse("../ops");
		return back(page, switch (this.sessions.begin(fields.get("key"), request, response)) {
			case DONE -> OpsNotice.IN;
			case WRONG_KEY -> OpsNotice.KEY;
			case TOO_MANY_WRONG_KEYS -> OpsNotice.WAIT;
		});
	}

	@PostMapping(path = "/ops/leave", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> leave(HttpServletRequest request, HttpServletResponse response) {
		boolean left = this.sessions.end(form(request).get("token"), request, response);
		return back("../ops", left ? OpsNotice.OUT : OpsNotice.SESSION);
	}

	@PostMapping(path = "/ops/mails", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> mails(HttpServletRequest request) throws InterruptedException {
		Map<String, String> fields = form(request);
		Optional<UUID> order = OrderId.of(fields.getOrDefault("id", ""));
		if (!isOurs(request, fields) || order.isEmpty()) {
			return back("../ops", order.isEmpty() ? OpsNotice.GONE : OpsNotice.SESSION);
		}
		String page = fields.containsKey("desk") ? "../ops" : orderPage(order.get());
		try {
			return back(page, switch (fields.getOrDefault("action", "")) {
				case "give-up" -> this.mails.giveUp(order.get());
				case "send" -> this.mails.send(order.get(), status(fields.getOrDefault("from", "")));
				default -> OpsNotice.GONE;
			});
		}
		catch (KafkaException ex) {
			this.trouble.report(ex.toString());
			return back(page, OpsNotice.AWAY);
		}
		catch (IllegalArgumentException ex) {
			return back(page, OpsNotice.GONE);
		}
	}

	private static @Nullable Status status(String text) {
		return text.isEmpty() ? null : Status.of(text);
	}

	@PostMapping(path = "/ops/dead-letters", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<?> redrive(HttpServletRequest request) throws InterruptedException {
		Map<String, String> fields = form(request);
		LetterId id = LetterId.of(fields.getOrDefault("id", ""))
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_DEAD_LETTER));
		String address = "dead-letters/" + id;
		if (!isOurs(request, fields)) {
			return back("../ops", OpsNotice.SESSION);
		}
		String mended = fields.get("mended");
		try {
			this.letters.redrive(id, (mended != null) ? mended.getBytes(UTF_8) : null, fields.containsKey("again"));
			return back(address, OpsNotice.REDRIVEN);
		}
		catch (ProblemException ex) {
			return switch (ex.kind()) {
				case UNAVAILABLE -> back(address, OpsNotice.AWAY);
				case ALREADY_REDRIVEN -> back(address, OpsNotice.ALREADY);
				case INVALID_ACTION, REDRIVE_REFUSED -> answer(ex.getStatusCode(),
						letter("../", new Letter(this.letters.open(id), mended, why(ex))), visitor(request));
				default -> throw ex;
			};
		}
	}

	private static String why(ProblemException refusal) {
		Map<String, Object> more = Objects.requireNonNullElse(refusal.getBody().getProperties(), Map.of());
		JsonNode errors = JsonMapper.shared().valueToTree(more.getOrDefault("errors", List.of()));
		return errors.isEmpty() ? String.valueOf(refusal.getBody().getDetail())
				: errors.valueStream()
					.map((error) -> error.path("field").asString() + " " + error.path("message").asString())
					.collect(Collectors.joining("; "));
	}

	private boolean isOurs(HttpServletRequest request, Map<String, String> fields) {
		return this.sessions.isToken(fields.get("token"), request);
	}

	private Map<String, String> form(HttpServletRequest request) {
		return FormFields.read(this.bodies.read(request));
	}

	private static String orderPage(UUID order) {
		return "orders/" + order;
	}

	private static ResponseEntity<Void> back(String page, OpsNotice notice) {
		return HtmlAnswer.seeOther(page + "?notice=" + notice.wireName()).build();
	}

	/** What is asked of Kafka. */
	private interface Looking {

		Shown look(BriefReader scan) throws InterruptedException;

	}

}
