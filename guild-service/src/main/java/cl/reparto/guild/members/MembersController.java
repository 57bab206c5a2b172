package cl.reparto.guild.members;

import java.util.List;
import java.util.Map;

import cl.reparto.guild.events.Plate;
import cl.reparto.guild.http.Officials;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.Query;
import cl.reparto.model.Json.WireName;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;

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
record MembersController(Applications applications, Officials officials) {

	@GetMapping(path = "/solicitudes", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Page<ShownMembership>> applications(@RequestParam Map<String, String> parameters,
			HttpServletRequest request) {
		Query query = new Query(parameters);
		Standing standing = query.get("estado", Standing.EN_ESPERA,
				(text) -> WireName.of(text, List.of(Standing.values())));
		boolean official = this.officials.isOfficial(request);
		return answer(this.applications.list(standing, query.page()).map((row) -> ShownMembership.of(row, official)));
	}

	@GetMapping(path = "/miembros/{patente}", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ShownMembership> member(@PathVariable String patente, HttpServletRequest request) {
		boolean official = this.officials.isOfficial(request);
		return answer(this.applications.member(Query.part("patente", patente, Plate::normalize))
			.map((row) -> ShownMembership.of(row, official))
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_TO_GUILD, "No member has this plate.")));
	}

	/** What an official sees is not to be kept for others. */
	private static <T> ResponseEntity<T> answer(T body) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache().cachePrivate())
			.varyBy(HttpHeaders.AUTHORIZATION)
			.body(body);
	}

}
