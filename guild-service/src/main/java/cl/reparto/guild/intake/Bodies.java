package cl.reparto.guild.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.Place;
import cl.reparto.guild.events.Plate;
import cl.reparto.guild.events.Rut;
import cl.reparto.guild.events.SaleEvent.Sale;
import cl.reparto.service.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is sent, or says everything that is wrong with it at once, as a
 * {@link ProblemException}.
 */
final class Bodies {

	/** The longest name of a person. */
	private static final int NAME = 100;

	/** The longest word of an official or agent. */
	private static final int NOTE = 300;

	/** The most that a cart can have. */
	private static final int LARGEST_STOCK = 1_000_000;

	/** A cart tells of the day's way when it is back on line. */
	private static final Duration LATEST_POSITION = Duration.ofHours(24);

	private Bodies() {
	}

	static MemberEvent.Application application(byte[] body, UUID id, Instant now) {
		Fields fields = Fields.read(body);
		String name = fields.line("nombre", NAME);
		String surname = fields.line("apellido", NAME);
		String rut = fields.normal("rut", Rut::normalize);
		String email = fields.email("correo");
		String plate = fields.normal("patente", Plate::normalize);
		boolean premium = fields.truth("premium");
		fields.check("an application");
		return new MemberEvent.Application(id, name, surname, rut, email, plate, premium, now);
	}

	static Word word(byte[] body) {
		Fields fields = Fields.read(body);
		Word word = new Word(fields.truth("aceptada"), fields.ifAny("motivo", (name) -> fields.line(name, NOTE)));
		fields.check("a decision");
		return word;
	}

	static Sale sale(byte[] body, UUID id, Instant now) {
		Fields fields = Fields.read(body);
		String plate = fields.normal("patente", Plate::normalize);
		String customer = fields.line("cliente", NAME);
		int count = fields.whole("cantidad", 1, Sale.LARGEST);
		Instant time = fields.ifAny("hora", (name) -> fields.time(name, now, Sale.LATEST));
		int left = fields.whole("stockRestante", 0, LARGEST_STOCK);
		Place place = fields.placeIn("ubicacion");
		fields.check("a sale");
		return new Sale(id, plate, customer, count, Objects.requireNonNullElse(time, now), left, place, now);
	}

	static CartEvent.Position position(byte[] body, Instant now) {
		Fields fields = Fields.read(body);
		String plate = fields.normal("patente", Plate::normalize);
		Place place = fields.place();
		Instant time = fields.time("medidaEn", now, LATEST_POSITION);
		fields.check("a position");
		return new CartEvent.Position(plate, place, time, now);
	}

	static CartEvent.Notice notice(byte[] body, UUID id, Instant now) {
		Fields fields = Fields.read(body);
		Place place = fields.place();
		String plate = fields.ifAny("patente", (name) -> fields.normal(name, Plate::normalize));
		String agent = fields.line("agente", NAME);
		String note = fields.ifAny("nota", (name) -> fields.line(name, NOTE));
		fields.check("a notice");
		return new CartEvent.Notice(id, plate, place, agent, note, now);
	}

	/** What an official says of an application; null for no reason. */
	record Word(boolean accepted, @Nullable String reason) {
	}

}
