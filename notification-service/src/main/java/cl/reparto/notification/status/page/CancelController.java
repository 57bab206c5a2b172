package cl.reparto.notification.status.page;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import cl.reparto.model.Actor;
import cl.reparto.model.FieldRules;
import cl.reparto.model.Status;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.notification.command.IfMatch;
import cl.reparto.notification.command.OrderAct;
import cl.reparto.notification.command.OrderActs;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.notification.status.http.OrderId;
import cl.reparto.notification.status.page.TrackingPage.Answer;
import cl.reparto.service.keys.IdempotencyKey;
import cl.reparto.service.page.HtmlAnswer;
import cl.reparto.service.page.Language;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.page.FormFields;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Cancels what the page's form asks for: the same that {@code POST /orders/{id}/cancel}
 * does for programs, answered with the page. The form has a key, so that a double click
 * is one wish. It is sent to the page's own address, so that links on the answer lead
 * where they do on the page. Whoever can send it knows the order's address, which is the
 * right to.
 */
@RestController
final class CancelController {

	private final OrderActs acts;

	private final BoundedBody bodies;

	private final TrackingAnswer tracking;

	CancelController(OrderActs acts, BoundedBody bodies, TrackingAnswer tracking) {
		this.acts = acts;
		this.bodies = bodies;
		this.tracking = tracking;
	}

	@PostMapping(path = "/orders/{id}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<String> cancel(@PathVariable String id, HttpServletRequest request,
			@RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages)
			throws InterruptedException {
		Language language = Language.of(languages);
		Optional<UUID> order = OrderId.of(id);
		if (order.isEmpty()) {
			return this.tracking.of(TrackingPage.Absence.MALFORMED, language);
		}
		Map<String, String> fields = FormFields.read(this.bodies.read(request));
		String key = key(fields.getOrDefault("key", ""));
		String said = fields.getOrDefault("reason", "").strip();
		if (FieldRules.line(said, OrderCommand.MAX_REASON).isPresent() && !said.isEmpty()) {
			return this.tracking.of(order.get(), language, HttpStatus.UNPROCESSABLE_CONTENT, key, Answer.REASON);
		}
		return cancel(order.get(), said.isEmpty() ? this.tracking.noReason(language) : said, key, language);
	}

	private ResponseEntity<String> cancel(UUID order, String reason, String key, Language language)
			throws InterruptedException {
		// With another reason it is another wish, to an order that is cancelled by then.
		IdempotencyKey wish = new IdempotencyKey(key + ' ' + reason);
		try {
			Optional<StoredStatus> done = this.acts
				.act(new OrderAct(order, Action.CANCEL, Actor.CUSTOMER, null, reason, IfMatch.ANY, wish));
			return done.isPresent() ? toPage(order, done.get().version())
					: this.tracking.of(order, language, HttpStatus.ACCEPTED, key, Answer.PENDING);
		}
		catch (ProblemException ex) {
			return refused(order, key, language, ex);
		}
	}

	private ResponseEntity<String> refused(UUID order, String key, Language language, ProblemException refused)
			throws InterruptedException {
		if (refused.kind() == ProblemKind.UNKNOWN_ORDER) {
			return this.tracking.of(TrackingPage.Absence.UNKNOWN, language);
		}
		if (refused.kind() != ProblemKind.ACTION_REFUSED) {
			return this.tracking.of(order, language, HttpStatus.SERVICE_UNAVAILABLE, key, Answer.FAILED);
		}
		Map<String, Object> properties = Optional.ofNullable(refused.getBody().getProperties()).orElse(Map.of());
		if (properties.get("orderStatus") == Status.CANCELADO
				&& properties.get("orderVersion") instanceof Integer version) {
			// Another page or person has done it.
			return toPage(order, version);
		}
		return this.tracking.of(order, language, HttpStatus.CONFLICT, key,
				(properties.get("because") == Result.ENDED) ? Answer.ENDED : Answer.LATE);
	}

	private static ResponseEntity<String> toPage(UUID order, int version) {
		return HtmlAnswer.seeOther(order + "?seen=" + version).build();
	}

	/** The page's own, or another: what else there is in the field is nobody's. */
	private static String key(String sent) {
		return sent.matches("[0-9a-f-]{36}") ? sent : UUID.randomUUID().toString();
	}

}
