package cl.reparto.guild.intake;

import java.util.UUID;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.Sale;
import cl.reparto.guild.notices.NoticeQuota;
import cl.reparto.model.Topic;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.kafka.clients.producer.ProducerRecord;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where applicants, carts and agents send what they have to say.
 */
@RestController
final class CartsIntakeController {

	private final BoundedBody bodies;

	private final GuildIntake intake;

	private final Lanes lanes;

	private final NoticeQuota quota;

	CartsIntakeController(BoundedBody bodies, GuildIntake intake, Lanes lanes, NoticeQuota quota) {
		this.bodies = bodies;
		this.intake = intake;
		this.lanes = lanes;
		this.quota = quota;
	}

	@PostMapping(path = "/miembros", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	Answer apply(HttpServletRequest request) {
		Taken taken = taken(request);
		return answer(taken, (id, now) -> {
			MemberEvent.Application event = Bodies.application(taken.body(), id, now);
			int lane = event.premium() ? this.lanes.special(event.patente()) : this.lanes.ordinary(event.patente());
			return record(GuildTopics.NUEVOS_MIEMBROS, lane, event.patente(), event);
		});
	}

	@PostMapping(path = "/ventas", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	Answer sell(HttpServletRequest request) {
		Taken taken = taken(request);
		return answer(taken, (id, now) -> {
			Sale event = Bodies.sale(taken.body(), id, now);
			return record(GuildTopics.REGISTRO_VENTA, this.lanes.any(event.patente()), event.patente(), event);
		});
	}

	@PostMapping(path = "/ubicaciones", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	Answer locate(HttpServletRequest request) {
		Taken taken = taken(request);
		return answer(taken, (id, now) -> {
			CartEvent.Position event = Bodies.position(taken.body(), now);
			return record(GuildTopics.UBICACION, this.lanes.ordinary(event.patente()), event.patente(), event);
		});
	}

	@PostMapping(path = "/avisos", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	Answer report(HttpServletRequest request) {
		Taken taken = taken(request);
		return answer(taken, (id, now) -> {
			CartEvent.Notice event = Bodies.notice(taken.body(), id, now);
			if (!this.quota.allows(event.agente(), event.subject())) {
				throw new ProblemException(ProblemKind.TOO_MANY_NOTICES);
			}
			return record(GuildTopics.UBICACION, this.lanes.special(event.subject()), event.subject(), event);
		});
	}

	private Taken taken(HttpServletRequest request) {
		return Taken.of(request, this.bodies.read(request));
	}

	private Answer answer(Taken taken, GuildIntake.RecordWriter writer) {
		return new Answer(this.intake.take(taken, writer));
	}

	private static <E> ProducerRecord<String, byte[]> record(Topic<E> topic, int lane, String key, E event) {
		return new ProducerRecord<>(topic.name(), lane, key, topic.write(event));
	}

	/**
	 * The answer to what is kept.
	 *
	 * @param id what it is called
	 */
	record Answer(UUID id) {
	}

}
