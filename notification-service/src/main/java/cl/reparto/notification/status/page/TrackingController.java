package cl.reparto.notification.status.page;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import cl.reparto.notification.status.http.OrderId;
import cl.reparto.service.page.HtmlAnswer;
import cl.reparto.service.page.Language;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows people where their order is; programs are sent to the status. Links are relative:
 * the page does not know what is before it.
 */
@RestController
final class TrackingController {

	private final TrackingAnswer tracking;

	TrackingController(TrackingAnswer tracking) {
		this.tracking = tracking;
	}

	/**
	 * The page says in its own address what it has shown when it comes again, so that it
	 * never shows anything older.
	 */
	@GetMapping("/orders/{id}")
	ResponseEntity<String> order(@PathVariable String id, @RequestParam(required = false) @Nullable String seen,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accepted,
			@RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages)
			throws InterruptedException {
		Optional<UUID> order = OrderId.of(id);
		if (!prefersHtml(accepted)) {
			return toStatus(order);
		}
		Language language = Language.of(languages);
		return order.isEmpty() ? this.tracking.of(TrackingPage.Absence.MALFORMED, language)
				: this.tracking.of(order.get(), version(seen), language);
	}

	private static ResponseEntity<String> toStatus(Optional<UUID> order) {
		UUID id = order
			.orElseThrow(() -> new ProblemException(ProblemKind.INVALID_QUERY, Map.of("id", OrderId.EXPECTED)));
		return HtmlAnswer.seeOther(id + "/status").varyBy(HttpHeaders.ACCEPT).build();
	}

	/** What takes anything is a program. */
	private static boolean prefersHtml(@Nullable String accepted) {
		try {
			double html = 0;
			double json = 0;
			for (MediaType range : MediaType.parseMediaTypes(accepted)) {
				if (range.isWildcardType()) {
					continue;
				}
				html = range.includes(MediaType.TEXT_HTML) ? Math.max(html, range.getQualityValue()) : html;
				json = range.includes(MediaType.APPLICATION_JSON) ? Math.max(json, range.getQualityValue()) : json;
			}
			return html > 0 && html >= json;
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static int version(@Nullable String seen) {
		return (seen != null && seen.matches("[1-9][0-9]?")) ? Integer.parseInt(seen) : 0;
	}

}
