package cl.reparto.request.page;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import cl.reparto.request.OrderIntake;
import cl.reparto.request.http.NewOrderReader;
import cl.reparto.request.shop.Shop;
import cl.reparto.service.keys.IdempotencyKey;
import cl.reparto.service.page.HtmlAnswer;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.StatusUrl;

/**
 * Shows people the form, and takes what they fill in where the page has no scripts.
 */
@RestController
final class FormController {

	private final BoundedBody body;

	private final OrderIntake intake;

	private final Shop shop;

	private final ShopSettings settings;

	private final StatusUrl statusUrl;

	private final OrderPage page;

	private final String forms;

	private final Clock clock;

	FormController(BoundedBody body, OrderIntake intake, Shop shop, ShopSettings settings, StatusUrl statusUrl,
			Clock clock) {
		this.body = body;
		this.intake = intake;
		this.shop = shop;
		this.settings = settings;
		this.statusUrl = statusUrl;
		this.page = new OrderPage(settings);
		// The page of the order is where a form leads, and may be elsewhere.
		this.forms = "'self' " + URI.create(statusUrl.statusUrl()).resolve("/");
		this.clock = clock;
	}

	@GetMapping("/")
	ResponseEntity<String> form(
			@RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages) {
		return answer(HttpStatus.OK).body(page(FilledForm.empty(), FormRefusal.NONE, languages));
	}

	@PostMapping(path = "/", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<String> take(HttpServletRequest request,
			@RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages) {
		FilledForm filled = FilledForm.read(this.body.read(request));
		try {
			Optional<IdempotencyKey> key = IdempotencyKey.read(filled.keys());
			UUID id = this.intake.take(NewOrderReader.read(filled.json(this.settings.zone())), key);
			return HtmlAnswer.seeOther(this.statusUrl.pageOf(id)).header("Referrer-Policy", "no-referrer").build();
		}
		catch (ProblemException ex) {
			return refused(filled, ex, languages);
		}
	}

	private ResponseEntity<String> refused(FilledForm filled, ProblemException problem, @Nullable String languages) {
		return switch (problem.kind()) {
			case INVALID_ORDER -> unprocessable(page(filled, new FormRefusal(null, problem.errors()), languages));
			case IDEMPOTENCY_KEY_REUSED, INVALID_IDEMPOTENCY_KEY ->
				unprocessable(page(filled.renamed(), FormRefusal.of("reused"), languages));
			case SHOP_CLOSED -> later(problem, page(filled, FormRefusal.of("closed"), languages));
			case UNAVAILABLE -> later(problem, page(filled, FormRefusal.of("away"), languages));
			default -> throw problem;
		};
	}

	private ResponseEntity<String> unprocessable(String page) {
		return answer(HttpStatus.UNPROCESSABLE_CONTENT).body(page);
	}

	private ResponseEntity<String> later(ProblemException problem, String page) {
		return answer(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
			.body(page);
	}

	private ResponseEntity.BodyBuilder answer(HttpStatus status) {
		return HtmlAnswer.of(status, this.forms).varyBy(HttpHeaders.ACCEPT_LANGUAGE);
	}

	private String page(FilledForm filled, FormRefusal refusal, @Nullable String languages) {
		return this.page.of(filled, refusal, this.shop.known(), Language.of(languages), this.clock.instant());
	}

}
