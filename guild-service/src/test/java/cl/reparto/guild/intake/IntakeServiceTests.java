package cl.reparto.guild.intake;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import cl.reparto.guild.RunningGuild;
import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is taken in, on a real broker, with nobody to work on it. */
class IntakeServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** The same each time, or it would be another sale. */
	private static final String HORA = Instant.now().toString();

	@AutoClose
	private static RunningGuild guild;

	@BeforeAll
	static void start(@TempDir Path folder) {
		guild = RunningGuild.start(folder, "--reparto.guild.roles=none");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/miembros    | nuevosMiembros | 0 | {"nombre":"Ana","apellido":"P","rut":"12.345.678-5","correo":"a@b.cl","patente":"in-1","premium":false}
					/miembros    | nuevosMiembros | 1 | {"nombre":"Ana","apellido":"P","rut":"12.345.678-5","correo":"a@b.cl","patente":"in-2","premium":true}
					/ubicaciones | ubicacion      | 0 | {"patente":"in-3","lat":-33.4,"lon":-70.6,"medidaEn":"NOW"}
					/avisos      | ubicacion      | 1 | {"patente":"in-4","lat":-33.4,"lon":-70.6,"agente":"Luis"}
					""")
	void keepsWhatIsSentInItsLane(String path, String topic, int lane, String body) {
		HttpResponse<String> answer = guild.post(path, body.replace("NOW", Instant.now().toString()));

		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(answer.body()).matches("\\{\"id\":\"[0-9a-f-]{36}\"}");
		String plate = body.replaceAll(".*(in-\\d).*", "$1").toUpperCase();
		assertThat(records(topic, plate)).singleElement()
			.satisfies((record) -> assertThat(record.partition()).isEqualTo(lane));
	}

	@Test
	void keepsASaleOnceHoweverOftenItIsSentWithItsKey() {
		String key = UUID.randomUUID().toString();
		String first = guild.post("/ventas", sale("IN-5", 2), "Idempotency-Key", key).body();

		HttpResponse<String> again = guild.post("/ventas", sale("IN-5", 2), "Idempotency-Key", key);
		HttpResponse<String> other = guild.post("/ventas", sale("IN-5", 3), "Idempotency-Key", key);

		assertThat(again.statusCode()).isEqualTo(202);
		assertThat(again.body()).isEqualTo(first);
		assertThat(other.statusCode()).isEqualTo(422);
		assertThat(records("registroVenta", "IN-5")).hasSize(1);
	}

	@Test
	void takesAKeyForAnotherRequestAtAnotherAddress() {
		String key = UUID.randomUUID().toString();
		guild.post("/ventas", sale("IN-6", 2), "Idempotency-Key", key);

		HttpResponse<String> other = guild.post("/avisos", """
				{"lat":-33.4,"lon":-70.6,"agente":"Luis"}""", "Idempotency-Key", key);

		assertThat(other.statusCode()).isEqualTo(202);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/ventas    | {"patente":"IN-7"}  | application/json | 400 | invalid-fields
			/ventas    | {"patente":         | application/json | 400 | malformed-body
			/ventas    | {}                  | text/plain       | 415 | unsupported-media-type
			/ventas/1  | {}                  | application/json | 404 | unknown-path
			/gremios   | {}                  | application/json | 404 | unknown-path
			""")
	void saysWhatIsWrong(String path, String body, String type, int status, String kind) {
		HttpResponse<String> answer = guild.post(path, body, "Content-Type", type);

		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).contains("urn:reparto:problem:" + kind);
	}

	@Test
	void takesNothingFromWhoCannotReadTheAnswer() {
		HttpResponse<String> answer = guild.post("/ventas", sale("IN-8", 2), "Accept", "text/html");

		assertThat(answer.statusCode()).isEqualTo(406);
	}

	@Test
	void namesTheGuildsAddressesWhereNothingIs() {
		assertThat(guild.get("/orders").body()).contains("unknown-path", "/ventas", "/carritos")
			.doesNotContain("Orders are posted");
	}

	@Test
	void refusesABodyThatIsTooLarge() {
		HttpResponse<String> answer = guild.post("/avisos", "{\"nota\":\"" + "x".repeat(20_000) + "\"}");

		assertThat(answer.statusCode()).isEqualTo(413);
	}

	private static String sale(String plate, int count) {
		return """
				{"patente":"%s","cliente":"Luis","cantidad":%d,"hora":"%s","stockRestante":9,"ubicacion":{"lat":-33.4,"lon":-70.6}}"""
			.formatted(plate, count, HORA);
	}

	private static List<ConsumerRecord<String, String>> records(String topic, String plate) {
		try (TopicReader<String, String> reader = TopicReader.ofStrings(TestKafka.shared().bootstrapServers(), topic)) {
			return reader.await(PATIENCE, (all) -> all.stream().anyMatch((each) -> plate.equals(each.key())))
				.stream()
				.filter((each) -> plate.equals(each.key()))
				.toList();
		}
	}

}
