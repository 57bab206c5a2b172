package cl.reparto.guild.members;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import cl.reparto.guild.RunningGuild;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.MemberEvent.Application;
import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.local.smtp.TakenMail;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.kafka.core.KafkaAdmin;

import static cl.reparto.guild.members.ApplicationBuilder.anApplication;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The role in the service, on a real broker, where thousands of ordinary applicants wait
 * before it starts, and a premium one after them. {@code -Dguild.waiting=100000} makes it
 * a hundred thousand, which takes a minute.
 */
class MembersServiceTests {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	/**
	 * Until a premium applicant is shown first: two seconds, on a machine that also does
	 * other things.
	 */
	private static final Duration PROMISED = Duration.ofSeconds(2).multipliedBy(5);

	private static final int BACKLOG = Integer.getInteger("guild.waiting", 20_000);

	private static final String BROKERS = TestKafka.shared().bootstrapServers();

	private static final String KEY = "the-guilds-key";

	private static final ApplicationBuilder EVA = anApplication().payingNotToWait();

	private static ScriptedSmtp smtp;

	private static RunningGuild guild;

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		produceTheBacklog();
		smtp = new ScriptedSmtp().remembering();
		guild = RunningGuild.start(folder, "--reparto.guild.roles=nuevosMiembros", "--reparto.guild.key=" + KEY,
				"--spring.mail.host=127.0.0.1", "--spring.mail.port=" + smtp.port(),
				"--reparto.guild.members.mail-retry.first=100ms", "--reparto.guild.members.mail-retry.longest=1s");
	}

	private static void produceTheBacklog() throws InterruptedException {
		new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", BROKERS)), new TopicLayout(2, 1, 1, true))
			.await(List.of(GuildTopics.NUEVOS_MIEMBROS), List.of());
		try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", BROKERS, "acks", "all", "linger.ms", 20),
				new StringSerializer(), new ByteArraySerializer())) {
			for (int i = 0; i < BACKLOG; i++) {
				producer.send(record(0, anApplication()));
			}
			producer.flush();
			producer.send(record(1, EVA));
		}
	}

	private static ProducerRecord<String, byte[]> record(int lane, ApplicationBuilder application) {
		return new ProducerRecord<>(GuildTopics.NUEVOS_MIEMBROS.name(), lane, application.patente(),
				GuildTopics.NUEVOS_MIEMBROS.write(application.at(Instant.now())));
	}

	@AfterAll
	static void stop() {
		guild.close();
		smtp.close();
	}

	@Test
	void takesAPremiumApplicantBeforeThoseWhoCameBefore() {
		try (var rows = TopicReader.ofStrings(BROKERS, "miembros")) {
			List<ConsumerRecord<String, String>> all = rows.await(PATIENCE,
					(read) -> read.stream().anyMatch((row) -> row.key().equals(EVA.key())));

			ConsumerRecord<String, String> eva = all.stream()
				.filter((row) -> row.key().equals(EVA.key()))
				.findFirst()
				.orElseThrow();
			assertThat(eva.offset()).as("rows before hers in her partition").isLessThan(BACKLOG / 4);
		}
	}

	@Test
	void showsAPremiumApplicantFirstHoweverManyWait() {
		await().atMost(PATIENCE).until(() -> guild.bean(Applications.class).waiting(false) >= BACKLOG);
		ApplicationBuilder late = anApplication().payingNotToWait();

		send(1, late.event());

		await().atMost(PROMISED).until(() -> guild.get("/solicitudes?limit=20").body().contains(late.key()));
		List<JsonNode> shown = json("/solicitudes?limit=20").get("filas").valueStream().toList();
		assertThat(shown).extracting((row) -> row.get("premium").booleanValue())
			.isSortedAccordingTo(Comparator.reverseOrder())
			.contains(false);
		assertThat(shown).extracting((row) -> row.get("id").stringValue()).contains(EVA.key(), late.key());
		assertThat(guild.metrics()).contains("reparto_gremio_solicitudes_en_espera{clase=\"ordinaria\"} ");
	}

	@Test
	void acceptsAMemberAndMailsOnce() throws Exception {
		ApplicationBuilder ana = anApplication().payingNotToWait();
		smtp.once("RCPT", "450 full");

		send(1, ana.event());
		guild.send(GuildTopics.NUEVOS_MIEMBROS, 1, ana.patente(), ana.accepted());
		await().atMost(PATIENCE).until(() -> guild.bean(Applications.class).find(ana.id().toString()).isPresent());
		Membership member = guild.bean(Applications.class)
			.await(ana.id().toString(), Membership::isDecided, PATIENCE)
			.orElseThrow();

		assertThat(member.estado()).isEqualTo(Standing.ACEPTADA);
		assertIsShown(ana);
		// Who was accepted by another test of this broker may be mailed now, too.
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(smtp.mails()).extracting(TakenMail::messageId)
				.containsOnlyOnce("<" + ana.id() + ".aceptada@reparto.example>"));
		assertThat(groups()).contains("gremio-nuevosMiembros", "gremio-correo");
	}

	private static void assertIsShown(ApplicationBuilder ana) {
		String path = "/miembros/" + ana.patente().toLowerCase(Locale.ROOT);
		assertThat(guild.get(path).body()).contains("\"estado\":\"aceptada\"").doesNotContain("rut", "correo");
		assertThat(guild.getAs(KEY, path).body()).contains("\"rut\":\"" + ana.rut() + "\"", "ana@example.cl");
		assertThat(guild.getAs("another-key", path).body()).doesNotContain("rut", "correo");
		assertThat(guild.get(path.substring(0, path.length() - 1)).body()).as("a plate that a member's begins with")
			.contains("urn:reparto:problem:unknown-to-guild");
	}

	@Test
	void refusesAQuestionThatMakesNoSense() {
		assertThat(guild.get("/solicitudes?estado=x&limit=501").body()).contains("invalid-query", "\"estado\"",
				"\"limit\"");
		assertThat(guild.get("/solicitudes?siguiente=AAAA").body()).contains("invalid-query", "\"siguiente\"");
		assertThat(guild.get("/miembros/x").body()).contains("invalid-query", "\"patente\"");
	}

	@Test
	void putsAsideWhatItCannotRead() {
		ApplicationBuilder next = anApplication().payingNotToWait();
		guild.send("nuevosMiembros", 1, next.patente(), "nothing".getBytes(UTF_8));
		send(1, next.event());

		await().atMost(PATIENCE).until(() -> guild.bean(Applications.class).find(next.id().toString()).isPresent());
		try (var letters = TopicReader.ofStrings(BROKERS, "nuevosMiembros_dlt")) {
			assertThat(letters.await(PATIENCE, 1)).extracting(ConsumerRecord::value).containsExactly("nothing");
		}
	}

	private static void send(int lane, Application application) {
		guild.send(GuildTopics.NUEVOS_MIEMBROS, lane, application.patente(), application);
	}

	private static JsonNode json(String path) {
		return JsonMapper.shared().readTree(guild.get(path).body());
	}

	private static List<String> groups() throws Exception {
		try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", BROKERS))) {
			return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
		}
	}

}
