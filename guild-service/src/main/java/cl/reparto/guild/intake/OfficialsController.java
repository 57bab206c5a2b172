package cl.reparto.guild.intake;

import java.util.UUID;

import cl.reparto.guild.events.CartEvent.Notice;
import cl.reparto.guild.events.Plate;
import cl.reparto.guild.http.Officials;
import cl.reparto.guild.members.Membership;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.notices.Fugitive.State;
import cl.reparto.guild.stock.Lot;
import cl.reparto.guild.view.Query;
import cl.reparto.service.web.BoundedBody;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where officials decide. What came of it is the answer: 200 if it is known, 202 if that
 * takes longer.
 */
@RestController
record OfficialsController(BoundedBody bodies, Officials officials, OfficialActs acts) {

	@PostMapping(path = "/solicitudes/{id}/decision", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Membership> decide(@PathVariable String id, HttpServletRequest request) throws InterruptedException {
		this.officials.require(request);
		Bodies.Word word = Bodies.word(this.bodies.read(request));
		Membership application = this.acts.decide(Query.part("id", id, OfficialsController::uuid), word.accepted(),
				word.reason());
		return answer(application, application.isDecided());
	}

	@PostMapping("/reposiciones/{lote}/entrega")
	ResponseEntity<Lot> deliver(@PathVariable String lote, HttpServletRequest request) throws InterruptedException {
		this.officials.require(request);
		Lot lot = this.acts.deliver(Query.part("lote", lote, OfficialsController::number));
		return answer(lot, !lot.isOpen());
	}

	@PostMapping("/carritos/{sujeto}/recuperacion")
	ResponseEntity<Fugitive> recover(@PathVariable String sujeto, HttpServletRequest request)
			throws InterruptedException {
		this.officials.require(request);
		Fugitive fugitive = this.acts.recover(Query.part("sujeto", sujeto, OfficialsController::subject));
		return answer(fugitive, fugitive.estado() == State.RECUPERADO);
	}

	private static <T> ResponseEntity<T> answer(T outcome, boolean known) {
		return ResponseEntity.status(known ? HttpStatus.OK : HttpStatus.ACCEPTED).body(outcome);
	}

	private static UUID uuid(String text) {
		try {
			return UUID.fromString(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("must be a UUID, as POST /miembros answered it", ex);
		}
	}

	private static long number(String text) {
		try {
			return Long.parseLong(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("must be a lot's number", ex);
		}
	}

	/** Who has no plate is called by a name that is none. */
	private static String subject(String text) {
		return text.startsWith(Notice.PIRATE) ? text : Plate.normalize(text);
	}

}
