package cl.reparto.guild.view;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import cl.reparto.guild.RunningGuild;
import cl.reparto.local.broker.TestKafka;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ConfigurableApplicationContext;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Views that nobody writes for, on brokers that freeze and delete. */
class ViewsServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final String[] SETTINGS = { "--reparto.guild.roles=none", "--reparto.mail.enabled=false",
			"--reparto.view.current-within=2s" };

	private static final TopicPartition CARTS = new TopicPartition("carritos", 0);

	@AutoClose
	private static final TestKafka kafka = TestKafka.alone();

	@AutoClose
	private static final KafkaProducer<String, byte[]> producer = kafka.producer();

	@TempDir
	private Path folder;

	@Test
	void tellsNothingWhileItCannotProveThatItIsCurrent() throws Exception {
		try (RunningGuild guild = start()) {
			write("FROZEN-1");
			await().atMost(PATIENCE).until(() -> shows(guild, "FROZEN-1"));
			kafka.pause();
			try {
				await().atMost(PATIENCE).until(() -> guild.readiness().statusCode() == 503);

				for (String path : new String[] { "/carritos", "/carritos/frozen-1", "/profugos", "/stock",
						"/reposiciones", "/ventas-diarias", "/solicitudes", "/gremio" }) {
					HttpResponse<String> answer = guild.get(path);
					assertThat(answer.statusCode()).as(path).isEqualTo(503);
					assertThat(answer.headers().firstValue("Retry-After")).as(path).hasValue("2");
				}
				await().atMost(PATIENCE)
					.until(() -> guild.readiness().body().contains("\"because\":\"Kafka does not tell"));
			}
			finally {
				kafka.resume();
			}
			await().atMost(PATIENCE).until(() -> guild.readiness().statusCode() == 200);
			assertThat(shows(guild, "FROZEN-1")).isTrue();
		}
	}

	/** What the topic keeps for a day, it has deleted by then. */
	@Test
	void startsFromNothingWhereItSleptLongerThanTombstonesLive() throws Exception {
		try (RunningGuild guild = start()) {
			write("GONE-1");
			await().atMost(PATIENCE).until(() -> shows(guild, "GONE-1"));
		}
		write("GONE-2");
		deleteAll();
		write("HERE-1");
		noteThatItSleptFor(Duration.ofHours(26));

		try (RunningGuild guild = start()) {
			assertThat(guild.get("/carritos").body()).contains("HERE-1").doesNotContain("GONE");
		}
	}

	/** Whose tombstone is gone, too. */
	@Test
	void showsNothingThatWasForgottenWhileItSlept() throws Exception {
		try (RunningGuild guild = start()) {
			write("FORGOTTEN-1");
			await().atMost(PATIENCE).until(() -> shows(guild, "FORGOTTEN-1"));
		}
		deleteAll();
		noteThatItSleptFor(Duration.ofHours(24));

		try (RunningGuild guild = start()) {
			assertThat(shows(guild, "FORGOTTEN-1")).isFalse();
		}
	}

	/** As when somebody deletes records by hand. */
	@Test
	void isNotLiveWhereWhatItWouldReadNextIsGoneAndStartsFromNothingThen() throws Exception {
		try (RunningGuild guild = start()) {
			write("GONE-3");
			await().atMost(PATIENCE).until(() -> shows(guild, "GONE-3"));
		}
		write("GONE-4");
		deleteAll();

		try (ConfigurableApplicationContext broken = RunningGuild.run(kafka.bootstrapServers(), this.folder,
				SETTINGS)) {
			ApplicationAvailability availability = broken.getBean(ApplicationAvailability.class);
			// Kafka's global thread ends of one.
			await().dontCatchUncaughtExceptions()
				.atMost(PATIENCE)
				.until(() -> availability.getLivenessState() == LivenessState.BROKEN);
		}

		try (RunningGuild guild = start()) {
			assertThat(guild.get("/carritos").body()).doesNotContain("GONE");
		}
	}

	private RunningGuild start() {
		return RunningGuild.start(kafka.bootstrapServers(), this.folder, SETTINGS);
	}

	private static boolean shows(RunningGuild guild, String plate) {
		HttpResponse<String> answer = guild.get("/carritos");
		return answer.statusCode() == 200 && answer.body().contains(plate);
	}

	private static void write(String plate) throws Exception {
		producer
			.send(new ProducerRecord<>(CARTS.topic(), CARTS.partition(), plate,
					"""
							{"patente":"%s","ubicacion":{"lat":-33.4,"lon":-70.6},"medidaEn":"%2$s","vistoEn":"%2$s","estado":"activo"}"""
						.formatted(plate, Instant.now())
						.getBytes(UTF_8)))
			.get();
	}

	private static void deleteAll() throws Exception {
		try (Admin admin = kafka.admin()) {
			// To the end.
			admin.deleteRecords(Map.of(CARTS, RecordsToDelete.beforeOffset(-1))).all().get();
		}
	}

	private void noteThatItSleptFor(Duration time) throws IOException {
		Path file = this.folder.resolve("gremio-vistas.whole-until");
		Files.writeString(file, Files.readString(file).replaceFirst(".*", Instant.now().minus(time).toString()));
	}

}
