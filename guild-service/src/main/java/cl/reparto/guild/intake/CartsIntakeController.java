package cl.reparto.guild.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.SaleEvent.Sale;
import cl.reparto.guild.intake.GuildIntake.RecordWriter;
import cl.reparto.guild.notices.NoticeQuota;
import cl.reparto.model.Json;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static cl.reparto.guild.intake.GuildIntake.record;

/**
 * Where applicants, carts and agents send what they have to say.
 */
@RestController
@RequestMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
record CartsIntakeController(GuildIntake intake, Lanes lanes, NoticeQuota quota) {

	@PostMapping("/miembros")
	void apply(HttpServletRequest request, HttpServletResponse response) throws IOException {
		take(request, response, (body, id, now) -> {
			MemberEvent.Application event = Bodies.application(body, id, now);
			int lane = event.premium() ? this.lanes.special(event.patente()) : this.lanes.ordinary(event.patente());
			return record(GuildTopics.NUEVOS_MIEMBROS, lane, event.patente(), event);
		});
	}

	@PostMapping("/ventas")
	void sell(HttpServletRequest request, HttpServletResponse response) throws IOException {
		take(request, response, (body, id, now) -> {
			Sale event = Bodies.sale(body, id, now);
			return record(GuildTopics.REGISTRO_VENTA, this.lanes.any(event.patente()), event.patente(), event);
		});
	}

	@PostMapping("/ubicaciones")
	void locate(HttpServletRequest request, HttpServletResponse response) throws IOException {
		take(request, response, (body, id, now) -> {
			CartEvent.Position event = Bodies.position(body, now);
			return record(GuildTopics.UBICACION, this.lanes.ordinary(event.patente()), event.patente(), event);
		});
	}

	@PostMapping("/avisos")
	void report(HttpServletRequest request, HttpServletResponse response) throws IOException {
		List<CartEvent.Notice> counted = new ArrayList<>();
		try {
			take(request, response, (body, id, now) -> {
				CartEvent.Notice event = Bodies.notice(body, id, now);
				if (!this.quota.allows(event)) {
					throw new ProblemException(ProblemKind.TOO_MANY_NOTICES);
				}
				counted.add(event);
				return record(GuildTopics.UBICACION, this.lanes.special(event.subject()), event.subject(), event);
			});
		}
		catch (ProblemException ex) {
			// If one of them is kept all the same, the role counts it.
			counted.forEach(this.quota::giveBack);
			throw ex;
		}
	}

	/** Written here: to look for a converter took longer than to write (decision 14). */
	private void take(HttpServletRequest request, HttpServletResponse response, RecordWriter writer)
			throws IOException {
		byte[] json = Json.write(Map.of("id", this.intake.take(request, writer)));
		response.setStatus(HttpServletResponse.SC_ACCEPTED);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(json.length);
		response.getOutputStream().write(json);
	}

}
