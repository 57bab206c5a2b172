package cl.reparto.guild.stock;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cl.reparto.guild.RunningGuild;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.StockEvent;
import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The role in the service, on a real broker, on which other tests' carts may be, too.
 */
class StockServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@AutoClose
	private static RunningGuild guild;

	@BeforeAll
	static void start(@TempDir Path folder) {
		guild = RunningGuild.start(folder, "--reparto.guild.roles=stock");
	}

	@Test
	void fiveCartsOfTwoPartitionsMakeALotThatIsDelivered() throws Exception {
		for (int i = 1; i <= 5; i++) {
			report("LOT-" + i, 10 + i, i % 2);
		}

		JsonNode lot = await().atMost(PATIENCE).until(() -> lotWith("LOT-1", "abierta"), (found) -> found != null);
		assertThat(texts(lot.get("carritos"))).hasSize(5).doesNotHaveDuplicates();
		long number = lot.get("lote").longValue();
		Lots lots = guild.bean(Lots.class);
		assertThat(lots.find(Lot.key(number))).hasValueSatisfying((open) -> assertThat(open.isOpen()).isTrue());
		assertThat(guild.metrics()).contains("reparto_gremio_lotes_emitidos_total")
			.containsPattern("reparto_gremio_lotes_abiertos [1-9]")
			.containsPattern("reparto_gremio_carritos_bajos [1-9]");

		guild.send(GuildTopics.STOCK, 1, Long.toString(number), new StockEvent.Delivery(number, Instant.now()));

		assertThat(lots.await(Lot.key(number), (each) -> !each.isOpen(), PATIENCE))
			.hasValueSatisfying((delivered) -> assertThat(delivered.isOpen()).isFalse());
		assertThat(lotWith("LOT-1", "abierta")).isNull();
		assertThat(lotWith("LOT-1", "entregada")).isNotNull();
	}

	@Test
	void saysThatNothingHasChangedToWhoAsksAgain() {
		report("ETAG-1", 7, 0);
		await().atMost(PATIENCE).until(() -> guild.get("/stock?limit=500").body().contains("ETAG-1"));
		HttpResponse<String> again = await().atMost(PATIENCE)
			.until(() -> guild.get("/stock?limit=500", "If-None-Match", stockTag()),
					(answer) -> answer.statusCode() == 304);

		assertThat(again.body()).isEmpty();
		String tag = again.headers().firstValue("ETag").orElseThrow();
		report("ETAG-1", 6, 0);
		await().atMost(PATIENCE)
			.until(() -> guild.get("/stock?limit=500", "If-None-Match", tag).statusCode(), (status) -> status == 200);
	}

	private static String stockTag() {
		return guild.get("/stock?limit=500").headers().firstValue("ETag").orElseThrow();
	}

	@Test
	void listsTheCartsWithLittleLeftThoseWithLeastFirst() {
		report("LOW-1", 7, 0);
		report("LOW-2", 0, 0);
		report("LOW-3", 20, 0);

		await().atMost(PATIENCE).until(() -> plates("/stock?bajo=21&limit=500").contains("LOW-3"));
		assertThat(plates("/stock?limit=500")).containsSubsequence("LOW-2", "LOW-1").doesNotContain("LOW-3");
		JsonNode first = json("/stock?limit=1");
		assertThat(texts(first.get("filas"), "patente")).hasSize(1);
		assertThat(plates("/stock?limit=500&siguiente=" + first.get("siguiente").stringValue()))
			.doesNotContainAnyElementsOf(texts(first.get("filas"), "patente"))
			.contains("LOW-1");
	}

	@ParameterizedTest
	@CsvSource({ "/stock?bajo=-1, bajo", "/stock?bajo=many, bajo", "/stock?limit=501, limit",
			"/stock?siguiente=*, siguiente", "/reposiciones?estado=lost, estado", "/reposiciones?limit=0, limit",
			"/reposiciones?siguiente=AA, siguiente" })
	void refusesABadQuestion(String path, String field) {
		HttpResponse<String> answer = guild.get(path);

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("urn:reparto:problem:invalid-query", "\"field\":\"" + field + "\"");
	}

	@Test
	void putsAsideWhatItCannotRead() {
		guild.send("stock", 0, "BAD-1", "nothing".getBytes(UTF_8));
		report("BAD-1", 9, 0);

		await().atMost(PATIENCE).until(() -> plates("/stock?limit=500").contains("BAD-1"));
		try (var letters = TopicReader.ofStrings(TestKafka.shared().bootstrapServers(), "stock_dlt")) {
			assertThat(letters.await(PATIENCE, 1)).extracting(ConsumerRecord::value).contains("nothing");
		}
	}

	@Test
	void hasAGroupOfItsOwn() throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers()))) {
			assertThat(admin.listGroups().all().get()).extracting(GroupListing::groupId).contains("gremio-stock");
		}
	}

	private static void report(String cart, int quantity, int lane) {
		guild.send(GuildTopics.STOCK, lane, cart,
				new StockEvent.Report(UUID.randomUUID(), cart, quantity, Instant.now(), Instant.now()));
	}

	private static JsonNode lotWith(String cart, String state) {
		return json("/reposiciones?limit=500&estado=" + state).get("filas")
			.valueStream()
			.filter((lot) -> new HashSet<>(texts(lot.get("carritos"))).contains(cart))
			.findAny()
			.orElse(null);
	}

	private static List<String> plates(String path) {
		return texts(json(path).get("filas"), "patente");
	}

	private static List<String> texts(JsonNode rows, String field) {
		return rows.valueStream().map((row) -> row.get(field).stringValue()).toList();
	}

	private static List<String> texts(JsonNode list) {
		return list.valueStream().map(JsonNode::stringValue).toList();
	}

	private static JsonNode json(String path) {
		HttpResponse<String> answer = guild.get(path);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(answer.body());
	}

}
