package cl.reparto.guild.board;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

import cl.reparto.guild.board.GuildPage.Notice;
import cl.reparto.guild.board.GuildPage.Visitor;
import cl.reparto.guild.intake.OfficialActs;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.model.FieldRules;
import cl.reparto.service.access.PageSessions;
import cl.reparto.service.page.HtmlAnswer;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.page.FormFields;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the guild's page, and takes the forms on it. Addresses are relative: the page
 * does not know what is before it.
 */
@RestController
final class GuildPageController {

	private static final int LONGEST_REASON = 300;

	private final OverviewReader overviews;

	private final PageSessions sessions;

	private final OfficialActs acts;

	private final BoundedBody bodies;

	private final InstantSource clock;

	private final GuildPage page = new GuildPage();

	GuildPageController(OverviewReader overviews, PageSessions sessions, OfficialActs acts, BoundedBody bodies,
			InstantSource clock) {
		this.overviews = overviews;
		this.sessions = sessions;
		this.acts = acts;
		this.bodies = bodies;
		this.clock = clock;
	}

	@GetMapping(path = "/gremio", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> page(@RequestParam(required = false) @Nullable String aviso, HttpServletRequest request) {
		Visitor visitor = new Visitor(this.sessions.token(request), this.sessions.arePossible(), notice(aviso));
		try {
			return answer(HttpStatus.OK).body(this.page.write(this.overviews.read(), visitor, this.clock.instant()));
		}
		catch (ProblemException ex) {
			if (ex.kind() != ProblemKind.UNAVAILABLE) {
				throw ex;
			}
			return answer(HttpStatus.SERVICE_UNAVAILABLE).headers((headers) -> headers.putAll(ex.getHeaders()))
				.body(this.page.write(null, visitor, this.clock.instant()));
		}
	}

	private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
		return HtmlAnswer.of(status, "'self'");
	}

	private static @Nullable Notice notice(@Nullable String name) {
		return Arrays.stream(Notice.values()).filter((notice) -> notice.wireName().equals(name)).findAny().orElse(null);
	}

	@PostMapping(path = "/gremio/sesion", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> enter(HttpServletRequest request, HttpServletResponse response) {
		return back(switch (this.sessions.begin(form(request).get("clave"), request, response)) {
			case DONE -> Notice.ENTRO;
			case WRONG_KEY -> Notice.CLAVE;
			case TOO_MANY_WRONG_KEYS -> Notice.ESPERA;
		});
	}

	@PostMapping(path = "/gremio/salir", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> leave(HttpServletRequest request, HttpServletResponse response) {
		return back(this.sessions.end(form(request).get("sello"), request, response) ? Notice.SALIO : Notice.SESION);
	}

	@PostMapping(path = "/gremio/{act:decision|entrega|recuperacion}",
			consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> act(@PathVariable String act, HttpServletRequest request) throws InterruptedException {
		Map<String, String> form = form(request);
		if (!this.sessions.isToken(form.get("sello"), request)) {
			return back(Notice.SESION);
		}
		try {
			return back(switch (act) {
				case "decision" -> decide(form);
				case "entrega" -> deliver(form);
				default -> recover(form);
			});
		}
		catch (ProblemException ex) {
			return back(switch (ex.kind()) {
				case DECIDED_OTHERWISE -> Notice.OTRO;
				case UNKNOWN_TO_GUILD -> Notice.NADIE;
				default -> Notice.ERROR;
			});
		}
		catch (IllegalArgumentException ex) {
			// A number that is none, which no form of ours has.
			return back(Notice.NADIE);
		}
		finally {
			this.overviews.forget();
		}
	}

	private Notice decide(Map<String, String> form) throws InterruptedException {
		String reason = form.getOrDefault("motivo", "").strip();
		if (!reason.isEmpty() && FieldRules.line(reason, LONGEST_REASON).isPresent()) {
			return Notice.MOTIVO;
		}
		boolean accepted = "si".equals(form.get("aceptada"));
		UUID id = UUID.fromString(form.getOrDefault("id", ""));
		boolean known = this.acts.decide(id, accepted, reason.isEmpty() ? null : reason).isDecided();
		return !known ? Notice.ANOTADO : accepted ? Notice.ACEPTADA : Notice.RECHAZADA;
	}

	private Notice deliver(Map<String, String> form) throws InterruptedException {
		long lote = Long.parseLong(form.getOrDefault("lote", ""));
		return this.acts.deliver(lote).isOpen() ? Notice.ANOTADO : Notice.ENTREGADO;
	}

	private Notice recover(Map<String, String> form) throws InterruptedException {
		Fugitive fugitive = this.acts.recover(form.getOrDefault("sujeto", ""));
		return (fugitive.estado() == Fugitive.State.RECUPERADO) ? Notice.RECUPERADO : Notice.ANOTADO;
	}

	private Map<String, String> form(HttpServletRequest request) {
		return FormFields.read(this.bodies.read(request));
	}

	private static ResponseEntity<Void> back(Notice notice) {
		return HtmlAnswer.seeOther("../gremio?aviso=" + notice.wireName()).build();
	}

}
