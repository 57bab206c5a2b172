package cl.reparto.guild;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

import cl.reparto.guild.events.Rut;
import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** More lanes than two, on brokers that have no topics yet. */
@ExtendWith(OutputCaptureExtension.class)
class LanesServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	@AutoClose
	private final TestKafka kafka = TestKafka.alone();

	private final String brokers = this.kafka.bootstrapServers();

	@TempDir
	private Path folder;

	/** What is sent to all lanes comes out whole; then the number is to be another. */
	@Test
	void worksWithFourLanesAndStaysWithThem(CapturedOutput output) {
		try (RunningGuild guild = RunningGuild.start(this.brokers, this.folder.resolve("state"),
				"--reparto.guild.lanes=4", "--reparto.mail.enabled=false", "--reparto.guild.location.silence=1h")) {
			IntStream.range(0, 20).forEach((number) -> speak(guild, number));

			await().atMost(PATIENCE).untilAsserted(() -> {
				assertThat(guild.get("/ventas-diarias").body().split("\"ventas\":1,")).hasSize(21);
				assertThat(guild.get("/reposiciones").body().split("\"lote\":")).hasSize(5);
				assertThat(guild.get("/solicitudes").body().split("\"en-espera\"")).hasSize(21);
				assertThat(guild.get("/profugos").body().split("\"denunciado\"")).hasSize(21);
				assertThat(guild.get("/carritos?estado=activo").body().split("\"patente\":")).hasSize(21);
			});
			assertThat(lanesOf("registroVenta")).as("lanes in use").hasSizeGreaterThan(2);
		}

		for (int other : new int[] { 2, 10 }) {
			refuses(other, output);
		}
	}

	private void refuses(int lanes, CapturedOutput output) {
		try (ConfigurableApplicationContext refused = RunningGuild.run(this.brokers, this.folder.resolve("other"),
				"--reparto.guild.lanes=" + lanes)) {
			ApplicationAvailability availability = refused.getBean(ApplicationAvailability.class);
			await().atMost(PATIENCE).until(() -> availability.getLivenessState() == LivenessState.BROKEN);
		}
		assertThat(output).contains("partitions and reparto.guild.lanes is " + lanes)
			.contains("set reparto.guild.lanes=4 again")
			.doesNotContain("\tat ");
	}

	private static void speak(RunningGuild guild, int number) {
		String plate = "LANE-" + number;
		post(guild, "/ventas",
				"""
						{"patente":"%s","cliente":"Luis","cantidad":2,"hora":"%s","stockRestante":9,"ubicacion":{"lat":-33.4,"lon":-70.6}}"""
					.formatted(plate, Instant.now()));
		post(guild, "/avisos", """
				{"patente":"P-%s","lat":-33.4,"lon":-70.6,"agente":"Luis"}""".formatted(plate));
		post(guild, "/miembros", """
				{"nombre":"Ana","apellido":"P","rut":"%s","correo":"a@b.cl","patente":"%s","premium":%s}"""
			.formatted(rut(30_000_000 + number), plate, number % 2 == 0));
	}

	private static String rut(int number) {
		return "0123456789K".chars()
			.mapToObj((digit) -> number + "-" + (char) digit)
			.filter(LanesServiceTests::isRut)
			.findAny()
			.orElseThrow();
	}

	private static boolean isRut(String text) {
		try {
			return Rut.normalize(text).equals(text);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static void post(RunningGuild guild, String path, String body) {
		assertThat(guild.post(path, body).statusCode()).isEqualTo(202);
	}

	private Set<Integer> lanesOf(String topic) {
		Set<Integer> lanes = new HashSet<>();
		try (TopicReader<String, String> reader = TopicReader.ofStrings(this.brokers, topic)) {
			reader.readOn((entry) -> lanes.add(entry.partition()));
		}
		return lanes;
	}

}
