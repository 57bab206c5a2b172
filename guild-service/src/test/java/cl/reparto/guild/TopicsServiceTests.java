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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the service makes of its topics, on brokers of its own. */
class TopicsServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

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

}
