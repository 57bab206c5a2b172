package cl.reparto.guild.notices;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.guild.RunningGuild;
import cl.reparto.guild.events.CartEvent.Recovery;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.notices.Fugitive.State;
import cl.reparto.local.broker.TestKafka;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.kafka.core.KafkaAdmin;

import static cl.reparto.guild.notices.NoticeBuilder.aNotice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The role in the service, on a real broker. */
class NoticesServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Instant TIME = Instant.now();

	private static final Map<String, Object> BROKERS = Map.of("bootstrap.servers",
			TestKafka.shared().bootstrapServers());

	@AutoClose
	private static RunningGuild guild;

	@BeforeAll
	static void start(@TempDir Path folder) throws InterruptedException {
		new TopicSetup(new KafkaAdmin(BROKERS), new TopicLayout(2, 1, 1, true)).await(List.of(GuildTopics.UBICACION),
				List.of());
		guild = RunningGuild.start(folder, "--reparto.guild.roles=agentextra");
	}

	@Test
	void showsWhoIsFugitiveUntilItsRecovery() throws Exception {
		see("SERV-01", 1, "Ana", "Eva", "Anastasia");
		await().atMost(PATIENCE).until(() -> estado("SERV-01"), Optional.of(State.CONFIRMADO)::equals);
		assertThat(guild.get("/profugos?limit=500").body()).contains("\"sujeto\":\"SERV-01\"")
			.doesNotContainIgnoringCase("anastasia")
			.doesNotContain("luces");
		assertThat(guild.metrics()).contains("reparto_gremio_profugos{estado=\"confirmado\"}",
				"reparto_gremio_avisos_total{contado=\"true\"}", "reparto_gremio_profugos_confirmados_total");

		guild.send(GuildTopics.UBICACION, 1, "SERV-01", new Recovery("SERV-01", TIME.plusSeconds(1)));

		assertThat(guild.bean(Fugitives.class)
			.await("SERV-01", (cart) -> cart.isRecoveredSince(TIME.plusSeconds(1)), PATIENCE))
			.hasValueSatisfying((cart) -> assertThat(cart.estado()).isEqualTo(State.RECUPERADO));
		assertThat(guild.get("/profugos?limit=500").body()).doesNotContain("SERV-01");
	}

	@Test
	void countsNoticesFromWhateverLaneTheyCome() {
		see("SERV-02", 0, "Ana");
		see("SERV-02", 1, "Eva");
		see("SERV-02", 0, "Paz");

		await().atMost(PATIENCE).until(() -> estado("SERV-02"), Optional.of(State.CONFIRMADO)::equals);
	}

	@Test
	void isHeldUpByNothingThatItCannotRead() {
		guild.send("ubicacion", 1, "SERV-03", "nothing".getBytes(UTF_8));
		guild.send("ubicacion", 1, null, "nothing".getBytes(UTF_8));
		see("SERV-03", 1, "Ana");

		await().atMost(PATIENCE).until(() -> estado("SERV-03"), Optional.of(State.DENUNCIADO)::equals);
	}

	@Test
	void listsTheConfirmedFirstAndOfThemTheNewest() {
		see("SERV-04", 1, "Ana");
		see("SERV-05", 1, "Ana", "Eva", "Paz");
		guild.send(GuildTopics.UBICACION, 1, "SERV-06", aNotice().of("SERV-06").at(TIME.minusSeconds(9)).build());
		await().atMost(PATIENCE).until(() -> Stream.of("SERV-04", "SERV-05", "SERV-06").allMatch(this::isKnown));
		await().atMost(PATIENCE).until(() -> estado("SERV-05"), Optional.of(State.CONFIRMADO)::equals);

		assertThat(allOf("/profugos?limit=1")).containsSubsequence("SERV-05", "SERV-04", "SERV-06");
		assertThat(allOf("/profugos?limit=2&estado=denunciado")).containsSubsequence("SERV-04", "SERV-06")
			.doesNotContain("SERV-05");
		assertThat(allOf("/profugos?estado=confirmado")).contains("SERV-05").doesNotContain("SERV-04");
	}

	@Test
	void namesAllThatIsWrongWithAQuestion() {
		HttpResponse<String> answer = guild.get("/profugos?estado=recuperado&limit=501");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("urn:reparto:problem:invalid-query", "\"field\":\"estado\"",
				"\"field\":\"limit\"");
		assertThat(guild.get("/profugos?siguiente=AAAA").body()).contains("\"field\":\"siguiente\"");
	}

	@Test
	void hasAGroupOfItsOwn() throws Exception {
		try (Admin admin = Admin.create(BROKERS)) {
			assertThat(admin.listGroups().all().get()).extracting(GroupListing::groupId).contains("gremio-agentextra");
		}
	}

	private static void see(String plate, int lane, String... agents) {
		for (String agent : agents) {
			guild.send(GuildTopics.UBICACION, lane, plate, aNotice().of(plate).by(agent).at(TIME).build());
		}
	}

	private boolean isKnown(String plate) {
		return estado(plate).isPresent();
	}

	private static Optional<State> estado(String plate) {
		return guild.bean(Fugitives.class).find(plate).map(Fugitive::estado);
	}

	/** Page by page. */
	private static List<String> allOf(String path) {
		return Stream
			.iterate(page(path), (page) -> !page.isEmpty(),
					(page) -> page.get("siguiente").isNull() ? JsonMapper.shared().createObjectNode()
							: page(path + "&siguiente=" + page.get("siguiente").asString()))
			.flatMap((page) -> IntStream.range(0, page.get("filas").size()).mapToObj((i) -> page.get("filas").get(i)))
			.map((row) -> row.get("sujeto").asString())
			.toList();
	}

	private static JsonNode page(String path) {
		return JsonMapper.shared().readTree(guild.get(path).body());
	}

}
