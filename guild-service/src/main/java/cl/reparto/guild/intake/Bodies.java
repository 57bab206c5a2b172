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
import cl.reparto.guild.events.Sale;
import cl.reparto.service.web.JsonFields;
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
		Fields fields = new Fields(JsonFields.read(body));
		String name = fields.line("nombre", NAME);
		String surname = fields.line("apellido", NAME);
		String rut = fields.normal("rut", Rut::normalize);
		String email = fields.email("correo");
		String plate = fields.normal("patente", Plate::normalize);
		Boolean premium = fields.truth("premium");
		fields.json().only("an application", "nombre", "apellido", "rut", "correo", "patente", "premium");
		fields.check();
		return new MemberEvent.Application(id, known(name), known(surname), known(rut), known(email), known(plate),
				known(premium), now);
	}

	static Word word(byte[] body) {
		Fields fields = new Fields(JsonFields.read(body));
		Boolean accepted = fields.truth("aceptada");
		String reason = fields.lineIfAny("motivo", NOTE);
		fields.json().only("a decision", "aceptada", "motivo");
		fields.check();
		return new Word(known(accepted), reason);
	}

	static Sale sale(byte[] body, UUID id, Instant now) {
		Fields fields = new Fields(JsonFields.read(body));
		String plate = fields.normal("patente", Plate::normalize);
		String customer = fields.line("cliente", NAME);
		Integer count = fields.whole("cantidad", 1, Sale.LARGEST);
		Instant time = fields.timeOr("hora", now, now, Sale.LATEST);
		Integer left = fields.whole("stockRestante", 0, LARGEST_STOCK);
		Place place = fields.placeIn("ubicacion");
		fields.json().only("a sale", "patente", "cliente", "cantidad", "hora", "stockRestante", "ubicacion");
		fields.check();
		return new Sale(id, known(plate), known(customer), known(count), known(time), known(left), known(place), now);
	}

	static CartEvent.Position position(byte[] body, Instant now) {
		Fields fields = new Fields(JsonFields.read(body));
		String plate = fields.normal("patente", Plate::normalize);
		Place place = fields.place();
		Instant time = fields.time("medidaEn", now, LATEST_POSITION);
		fields.json().only("a position", "patente", "lat", "lon", "medidaEn");
		fields.check();
		return new CartEvent.Position(known(plate), known(place), known(time), now);
	}

	static CartEvent.Notice notice(byte[] body, UUID id, Instant now) {
		Fields fields = new Fields(JsonFields.read(body));
		Place place = fields.place();
		String plate = (fields.json().text("patente") != null) ? fields.normal("patente", Plate::normalize) : null;
		String agent = fields.line("agente", NAME);
		String note = fields.lineIfAny("nota", NOTE);
		fields.json().only("a notice", "lat", "lon", "patente", "agente", "nota");
		fields.check();
		return new CartEvent.Notice(id, plate, known(place), known(agent), note, now);
	}

	/** What is not there was refused. */
	private static <T> T known(@Nullable T value) {
		return Objects.requireNonNull(value);
	}

	/**
	 * What an official says of an application.
	 *
	 * @param accepted whether the applicant becomes a member
	 * @param reason what the applicant is told; null if nothing
	 */
	record Word(boolean accepted, @Nullable String reason) {
	}

}
