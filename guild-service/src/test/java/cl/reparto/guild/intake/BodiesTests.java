package cl.reparto.guild.intake;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.Place;
import cl.reparto.guild.events.SaleEvent.Sale;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class BodiesTests {

	private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

	private static final UUID ID = UUID.randomUUID();

	private static final Map<String, String> GOOD = Map.of("application",
			"""
					{"nombre": "Ana", "apellido": "Pérez", "rut": "12.345.678-5", "correo": "ana@example.cl", "patente": "klzx-12", "premium": false}""",
			"decision", """
					{"aceptada": false, "motivo": "faltan papeles"}""", "sale",
			"""
					{"patente": "KLZX-12", "cliente": "don Luis", "cantidad": 12, "hora": "2026-11-27T08:59:00-03:00", "stockRestante": 19, "ubicacion": {"lat": -33.44, "lon": -70.66}}""",
			"position", """
					{"patente": "KLZX-12", "lat": -33.44, "lon": -70.66, "medidaEn": "2026-11-27T11:59:59.5Z"}""",
			"notice",
			"""
					{"patente": "KLZX-12", "lat": -33.44, "lon": -70.66, "agente": "Carabineros", "nota": "sin permiso"}""");

	private static final Map<String, Function<byte[], Object>> READERS = Map.of("application",
			(body) -> Bodies.application(body, ID, NOW), "decision", (body) -> Bodies.word(body), "sale",
			(body) -> Bodies.sale(body, ID, NOW), "position", (body) -> Bodies.position(body, NOW), "notice",
			(body) -> Bodies.notice(body, ID, NOW));

	@Test
	void readsAnApplication() {
		assertThat(read("application")).isEqualTo(
				new MemberEvent.Application(ID, "Ana", "Pérez", "12345678-5", "ana@example.cl", "KLZX-12", false, NOW));
	}

	@Test
	void readsADecision() {
		assertThat(read("decision")).isEqualTo(new Bodies.Word(false, "faltan papeles"));
	}

	@Test
	void readsASale() {
		assertThat(read("sale")).isEqualTo(
				new Sale(ID, "KLZX-12", "don Luis", 12, NOW.minusSeconds(60), 19, new Place(-33.44, -70.66), NOW));
	}

	@Test
	void readsAPosition() {
		assertThat(read("position"))
			.isEqualTo(new CartEvent.Position("KLZX-12", new Place(-33.44, -70.66), NOW.minusMillis(500), NOW));
	}

	@Test
	void readsANotice() {
		assertThat(read("notice")).isEqualTo(
				new CartEvent.Notice(ID, "KLZX-12", new Place(-33.44, -70.66), "Carabineros", "sin permiso", NOW));
	}

	@ParameterizedTest
	@CsvSource({ "decision, motivo", "sale, hora", "notice, patente", "notice, nota" })
	void doesWithoutAField(String what, String field) {
		assertThat(READERS.get(what).apply(without(what, field)))
			.isEqualTo(READERS.get(what).apply(withNull(what, field)));
	}

	@ParameterizedTest
	@CsvSource({ "application, nombre", "application, apellido", "application, rut", "application, correo",
			"application, patente", "application, premium", "decision, aceptada", "sale, patente", "sale, cliente",
			"sale, cantidad", "sale, stockRestante", "sale, ubicacion", "position, patente", "position, lat",
			"position, lon", "position, medidaEn", "notice, lat", "notice, lon", "notice, agente" })
	void namesAFieldThatIsMissing(String what, String field) {
		assertThat(refused(what, without(what, field))).isEqualTo(error(field, "is missing"));
		assertThat(refused(what, withNull(what, field))).isEqualTo(error(field, "is missing"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					application | nombre        | ' '                          | must have 1 to 100 characters, not all blank
					application | apellido      | "a\\nb"                      | must not contain control characters or unpaired surrogates
					application | rut           | "12.345.678-6"               | must be a RUT with its check digit, such as 12.345.678-5
					application | correo        | "ana"                        | must be one plain address such as ana@example.cl (an international domain as xn--…)
					application | patente       | "K"                          | must be a plate: 2 to 10 letters, digits and hyphens
					application | premium       | "si"                         | must be true or false
					application | color         | 1                            | is unknown; an application has nombre, apellido, rut, correo, patente and premium
					decision    | aceptada      | 1                            | must be true or false
					sale        | cantidad      | 0                            | must be a whole number from 1 to 10000
					sale        | cantidad      | 10001                        | must be a whole number from 1 to 10000
					sale        | cantidad      | 1.5                          | must be a whole number from 1 to 10000
					sale        | cantidad      | 1e300                        | must be a whole number from 1 to 10000
					sale        | stockRestante | -1                           | must be a whole number from 0 to 1000000
					sale        | hora          | "2026-11-27T12:05:01Z"       | must be neither more than 5 minutes ahead nor more than 48 hours back
					sale        | hora          | "2026-11-25T11:59:59Z"       | must be neither more than 5 minutes ahead nor more than 48 hours back
					sale        | hora          | "2026-11-27 12:00"           | must be a time with its offset, such as 2026-11-28T20:30:00-03:00
					sale        | ubicacion     | 1                            | must be an object
					position    | lat           | 90.001                       | must be from -90 to 90
					position    | lon           | -181                         | must be from -180 to 180
					position    | lat           | "x"                          | must be a number
					notice      | agente        | ""                           | must have 1 to 100 characters, not all blank
					""",
			quoteCharacter = '`')
	void namesAFieldThatIsBad(String what, String field, String value, String message) {
		ObjectNode body = body(what);
		body.set(field, JsonMapper.shared().readTree(value.replace('\'', '"')));

		assertThat(refused(what, JsonMapper.shared().writeValueAsBytes(body))).isEqualTo(error(field, message));
	}

	@Test
	void namesABadFieldInAPlace() {
		ObjectNode body = body("sale");
		body.putObject("ubicacion").put("lat", 91).put("lon", 0);

		assertThat(refused("sale", JsonMapper.shared().writeValueAsBytes(body)))
			.isEqualTo(error("ubicacion.lat", "must be from -90 to 90"));
	}

	@Test
	void namesAllThatIsMissingNullOrUnknownAtOnce() {
		String sale = """
				{"patente": null, "cliente": "", "hora": null, "ubicacion": {"lat": null, "lon": 0, "alt": null}, "color": null}""";

		assertThat(refused("sale", sale.getBytes(UTF_8)))
			.isEqualTo("{\"errors\":[{\"field\":\"patente\",\"message\":\"is missing\"},"
					+ "{\"field\":\"cliente\",\"message\":\"must have 1 to 100 characters, not all blank\"},"
					+ "{\"field\":\"cantidad\",\"message\":\"is missing\"},"
					+ "{\"field\":\"stockRestante\",\"message\":\"is missing\"},"
					+ "{\"field\":\"ubicacion.lat\",\"message\":\"is missing\"},"
					+ "{\"field\":\"ubicacion.alt\",\"message\":\"is unknown; a place has lat and lon\"},"
					+ "{\"field\":\"color\",\"message\":\"is unknown; a sale has patente, cliente, cantidad, hora, stockRestante and ubicacion\"}]}");
	}

	private static Object read(String what) {
		return READERS.get(what).apply(GOOD.get(what).getBytes(UTF_8));
	}

	private static String refused(String what, byte[] body) {
		ProblemException refused = catchThrowableOfType(ProblemException.class, () -> READERS.get(what).apply(body));
		assertThat(refused.kind()).isEqualTo(ProblemKind.INVALID_FIELDS);
		return JsonMapper.shared().writeValueAsString(refused.getBody().getProperties());
	}

	private static String error(String field, String message) {
		return "{\"errors\":[{\"field\":\"" + field + "\",\"message\":\"" + message + "\"}]}";
	}

	private static byte[] without(String what, String field) {
		ObjectNode body = body(what);
		body.remove(field);
		return JsonMapper.shared().writeValueAsBytes(body);
	}

	private static byte[] withNull(String what, String field) {
		return JsonMapper.shared().writeValueAsBytes(body(what).putNull(field));
	}

	private static ObjectNode body(String what) {
		return (ObjectNode) JsonMapper.shared().readTree(GOOD.get(what));
	}

}
