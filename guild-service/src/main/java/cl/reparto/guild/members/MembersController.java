package cl.reparto.guild.members;

import java.util.Map;
import java.util.TreeMap;

import cl.reparto.guild.events.Plate;
import cl.reparto.guild.http.Officials;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers who waits and who is a member. Numbers and mail addresses are for officials
 * only.
 */
@RestController
class MembersController {

	private final Applications applications;

	private final Officials officials;

	MembersController(Applications applications, Officials officials) {
		this.applications = applications;
		this.officials = officials;
	}

	@GetMapping(path = "/solicitudes", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Page<ShownMembership>> applications(@RequestParam(defaultValue = "en-espera") String estado,
			@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String siguiente, HttpServletRequest request) {
		Map<String, String> errors = new TreeMap<>();
		Standing standing = standing(estado, errors);
		PageQuery query = PageQuery.of(limit, siguiente, errors);
		if (!errors.isEmpty()) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, errors);
		}
		boolean official = this.officials.isOfficial(request);
		return answer(this.applications.list(standing, query).map((row) -> ShownMembership.of(row, official)));
	}

	@GetMapping(path = "/miembros/{patente}", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ShownMembership> member(@PathVariable String patente, HttpServletRequest request) {
		boolean official = this.officials.isOfficial(request);
		return answer(this.applications.member(plate(patente))
			.map((row) -> ShownMembership.of(row, official))
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_TO_GUILD, "No member has this plate.")));
	}

	private static Standing standing(String estado, Map<String, String> errors) {
		try {
			return Standing.of(estado);
		}
		catch (IllegalArgumentException ex) {
			errors.put("estado", String.valueOf(ex.getMessage()));
			return Standing.EN_ESPERA;
		}
	}

	private static String plate(String patente) {
		try {
			return Plate.normalize(patente);
		}
		catch (IllegalArgumentException ex) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, Map.of("patente", String.valueOf(ex.getMessage())));
		}
	}

	/** What an official sees is not to be kept for others. */
	private static <T> ResponseEntity<T> answer(T body) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache().cachePrivate())
			.varyBy(HttpHeaders.AUTHORIZATION)
			.body(body);
	}

}
