package cl.reparto.guild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import cl.reparto.local.broker.TestKafka;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the service makes of its topics, on brokers of its own. */
class TopicsServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final long AN_HOUR = Duration.ofHours(1).toMillis();

	private static final long A_DAY = Duration.ofDays(1).toMillis();

	private static TestKafka kafka;

	private static Admin admin;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		kafka = TestKafka.alone();
		admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
	}

	@AfterAll
	static void stop() {
		admin.close();
		kafka.close();
	}

	/** Brokers delete whole segments, and compact when they like, unless told. */
	@Test
	void keepsPositionsForADayAndAnHourAtMost() throws Exception {
		try (RunningGuild guild = run()) {
			await().atMost(PATIENCE).until(() -> guild.get("/carritos?estado=activo").statusCode() == 200);
			for (String topic : List.of("ubicacion", "ubicacion_dlt", "carritos")) {
				assertThat(config(topic, TopicConfig.RETENTION_MS_CONFIG)).as(topic).isEqualTo(A_DAY);
				assertThat(config(topic, TopicConfig.SEGMENT_MS_CONFIG)).as(topic).isEqualTo(AN_HOUR);
			}
			for (String topic : List.of("profugos", "gremio-ubicacion-carts-changelog",
					"gremio-agentextra-casos-changelog")) {
				assertThat(config(topic, TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG)).as(topic).isEqualTo(AN_HOUR);
			}
		}
	}

	/** As after all brokers' disks were lost, say. */
	@Test
	void keepsNothingOfTopicsThatWereMadeAnew() throws Exception {
		try (RunningGuild guild = run()) {
			guild.post("/ventas",
					"""
							{"patente":"OLD-1","cliente":"Luis","cantidad":2,"hora":"%s","stockRestante":9,"ubicacion":{"lat":-33.4,"lon":-70.6}}"""
						.formatted(Instant.now()));
			await().atMost(PATIENCE).until(() -> guild.get("/stock").body().contains("OLD-1"));
		}
		List<Path> marks = markState();
		admin.deleteTopics(admin.listTopics().names().get()).all().get();

		try (RunningGuild guild = run()) {
			assertThat(guild.get("/stock").body()).isEqualTo("{\"filas\":[],\"siguiente\":null}");
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(marks).noneMatch(Files::exists));
		}
	}

	private RunningGuild run() {
		return RunningGuild.start(kafka.bootstrapServers(), this.folder, "--reparto.mail.enabled=false");
	}

	/** In the folder of each role, and of the views. */
	private List<Path> markState() throws IOException {
		try (Stream<Path> all = Files.list(this.folder)) {
			List<Path> marks = all.filter(Files::isDirectory)
				.filter((state) -> state.getFileName().toString().startsWith("gremio-"))
				.map((state) -> state.resolve("of-the-one-before"))
				.toList();
			assertThat(marks).hasSize(6);
			for (Path mark : marks) {
				Files.createFile(mark);
			}
			return marks;
		}
	}

	private static long config(String topic, String name) throws Exception {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
		Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
		return Long.parseLong(config.get(name).value());
	}

}
