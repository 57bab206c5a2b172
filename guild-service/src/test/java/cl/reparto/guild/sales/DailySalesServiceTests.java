package cl.reparto.guild.sales;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cl.reparto.guild.RunningGuild;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.Place;
import cl.reparto.guild.events.SaleEvent.Sale;
import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The role in the service, on a real broker. */
class DailySalesServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String BROKERS = TestKafka.shared().bootstrapServers();

	/** Of no present day, so that its rows are closed and stay as they are. */
	private static final Instant LONG_AGO = Instant.parse("2026-04-05T03:30:00Z");

	private static final Lanes LANES = new Lanes(2);

	/** One begins as another does, and is alone in the second lane. */
	private static final List<String> CARTS = List.of("AB", "ABD", "-1-2");

	@AutoClose
	private static RunningGuild guild;

	@BeforeAll
	static void start(@TempDir Path folder) {
		guild = RunningGuild.start(folder, "--reparto.guild.roles=registroVenta");
		CARTS.forEach((cart) -> send(sale(cart)));
		await().atMost(PATIENCE).until(() -> get("dia=2026-04-04").body().split("patente").length == 1 + CARTS.size());
	}

	@Test
	void showsWhatACartSoldOnADay() {
		HttpResponse<String> answer = get("dia=2026-04-04&patente=ab");

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(answer.body())
			.startsWith(
					"""
							{"filas":[{"patente":"AB","dia":"2026-04-04","zona":"America/Santiago","version":0,"ventas":1,"sopaipillas":3,"clientes":1,\
							"mediaPorCliente":3.00,"mediaPorVenta":3.00,"actualizadoEn":""")
			.endsWith("}],\"siguiente\":null}")
			.as("its row only")
			.doesNotContain("ABD");
	}

	@Test
	void showsATableForSpreadsheets() {
		HttpResponse<String> answer = get("dia=2026-04-04&formato=csv");

		assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
		assertThat(answer.body().split("\r\n", -1)).satisfiesExactly((line) -> assertThat(line).isEqualTo(
				"patente,dia,zona,version,ventas,sopaipillas,clientes,mediaPorCliente,mediaPorVenta,actualizadoEn"),
				(line) -> assertThat(line).startsWith("-1-2,2026-04-04,America/Santiago,0,1,3,1,3.00,3.00,2"),
				(line) -> assertThat(line).startsWith("AB,"), (line) -> assertThat(line).startsWith("ABD,"),
				(line) -> assertThat(line).isEmpty());
	}

	@Test
	void leadsFromPageToPage() {
		HttpResponse<String> first = get("dia=2026-04-04&limit=2&formato=csv");

		String next = first.headers().firstValue("Link").orElseThrow();
		HttpResponse<String> second = get(next.substring(next.indexOf('?') + 1, next.indexOf('>')));
		assertThat(second.body()).contains("ABD,").doesNotContain("AB,", "-1-2");
		assertThat(second.headers().firstValue("Link")).isEmpty();
		assertThat(get("dia=2026-04-04&limit=2&siguiente=%21").statusCode()).isEqualTo(400);
	}

	@Test
	void showsTodayWhereNoDayIsNamed() {
		Instant now = Instant.now();
		send(new Sale(UUID.randomUUID(), "TODAY", "Ana", 1, now, 0, new Place(-33.4, -70.6), now));

		await().atMost(PATIENCE).until(() -> get("").body().contains("TODAY"));
	}

	@Test
	void refusesWhatItCannotAnswer() {
		HttpResponse<String> answer = get("dia=tomorrow");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.body()).contains("\"field\":\"dia\"");
	}

	@Test
	void tellsStockAndPlaceInTheLaneOfTheCart() {
		assertThat(CARTS).as("sales come by both lanes").extracting(LANES::any).contains(0, 1);
		try (var stock = TopicReader.ofStrings(BROKERS, "stock");
				var places = TopicReader.ofStrings(BROKERS, "ubicacion")) {
			assertThat(stock.await(PATIENCE, CARTS.size()))
				.allSatisfy((record) -> assertThat(record.partition()).isEqualTo(LANES.ordinary(record.key())))
				.extracting(ConsumerRecord::key)
				.containsAll(CARTS);
			assertThat(places.await(PATIENCE, CARTS.size())).extracting(ConsumerRecord::key).containsAll(CARTS);
		}
	}

	@Test
	void putsAsideWhatItCannotRead() {
		guild.send("registroVenta", 0, "AB", "nothing".getBytes(UTF_8));

		try (var letters = TopicReader.ofStrings(BROKERS, "registroVenta_dlt")) {
			assertThat(letters.await(PATIENCE, 1)).extracting(ConsumerRecord::value).containsExactly("nothing");
		}
	}

	@Test
	void hasAGroupOfItsOwn() throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKERS))) {
			assertThat(admin.listGroups().all().get()).extracting(GroupListing::groupId)
				.contains("gremio-registroVenta");
		}
	}

	@Test
	void countsInItsMeters() {
		assertThat(guild.metrics()).contains("reparto_gremio_ventas_total", "reparto_gremio_ventas_repetidas_total",
				"reparto_gremio_ventas_correcciones_total");
	}

	private static HttpResponse<String> get(String query) {
		return guild.get("/ventas-diarias?" + query);
	}

	private static Sale sale(String cart) {
		return new Sale(UUID.randomUUID(), cart, "Ana", 3, LONG_AGO, 8, new Place(-33.4, -70.6), LONG_AGO);
	}

	private static void send(Sale sale) {
		guild.send(GuildTopics.REGISTRO_VENTA, LANES.any(sale.patente()), sale.patente(), sale);
	}

}
