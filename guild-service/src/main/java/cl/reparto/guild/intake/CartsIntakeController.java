package cl.reparto.guild.intake;

import java.util.UUID;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.Sale;
import cl.reparto.guild.notices.NoticeQuota;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static cl.reparto.guild.intake.GuildIntake.record;

/**
 * Where applicants, carts and agents send what they have to say.
 */
@RestController
@ResponseStatus(HttpStatus.ACCEPTED)
final class CartsIntakeController {

	private final GuildIntake intake;

	private final Lanes lanes;

	private final NoticeQuota quota;

	CartsIntakeController(GuildIntake intake, Lanes lanes, NoticeQuota quota) {
		this.intake = intake;
		this.lanes = lanes;
		this.quota = quota;
	}

	@PostMapping(path = "/miembros", consumes = MediaType.APPLICATION_JSON_VALUE)
	Answer apply(HttpServletRequest request) {
		return new Answer(this.intake.take(request, (body, id, now) -> {
			MemberEvent.Application event = Bodies.application(body, id, now);
			int lane = event.premium() ? this.lanes.special(event.patente()) : this.lanes.ordinary(event.patente());
			return record(GuildTopics.NUEVOS_MIEMBROS, lane, event.patente(), event);
		}));
	}

	@PostMapping(path = "/ventas", consumes = MediaType.APPLICATION_JSON_VALUE)
	Answer sell(HttpServletRequest request) {
		return new Answer(this.intake.take(request, (body, id, now) -> {
			Sale event = Bodies.sale(body, id, now);
			return record(GuildTopics.REGISTRO_VENTA, this.lanes.any(event.patente()), event.patente(), event);
		}));
	}

	@PostMapping(path = "/ubicaciones", consumes = MediaType.APPLICATION_JSON_VALUE)
	Answer locate(HttpServletRequest request) {
		return new Answer(this.intake.take(request, (body, id, now) -> {
			CartEvent.Position event = Bodies.position(body, now);
			return record(GuildTopics.UBICACION, this.lanes.ordinary(event.patente()), event.patente(), event);
		}));
	}

	@PostMapping(path = "/avisos", consumes = MediaType.APPLICATION_JSON_VALUE)
	Answer report(HttpServletRequest request) {
		return new Answer(this.intake.take(request, (body, id, now) -> {
			CartEvent.Notice event = Bodies.notice(body, id, now);
			if (!this.quota.allows(event.agente(), event.subject())) {
				throw new ProblemException(ProblemKind.TOO_MANY_NOTICES);
			}
			return record(GuildTopics.UBICACION, this.lanes.special(event.subject()), event.subject(), event);
		}));
	}

	/**
	 * The answer to what is kept.
	 *
	 * @param id what it is called
	 */
	record Answer(UUID id) {
	}

}
