package cl.reparto.guild.sales;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.SaleEvent.Sale;
import cl.reparto.guild.events.StockEvent;
import cl.reparto.guild.sales.SaleBuilder.Where;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static cl.reparto.guild.sales.SaleBuilder.CART;
import static cl.reparto.guild.sales.SaleBuilder.NOON;
import static cl.reparto.guild.sales.SaleBuilder.aSale;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SalesRoleTests {

	static final SalesSettings SETTINGS = new SalesSettings(Duration.ofMinutes(10), Duration.ofMillis(200),
			Duration.ofHours(6));

	/** Of noon's day. */
	private static final Instant MIDNIGHT = NOON.plus(Duration.ofHours(12));

	private static final Instant CLOSING = MIDNIGHT.plus(SETTINGS.closing());

	private static final Instant FORGETTING = CLOSING.plus(Sale.LATEST).plus(SETTINGS.margin());

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@AutoClose
	private RoleDriver role;

	@BeforeEach
	void start(@TempDir Path folder) {
		this.role = new RoleDriver(role(this.registry, SETTINGS), folder, NOON);
	}

	static SalesRole role(SimpleMeterRegistry registry, SalesSettings settings) {
		return new SalesRole(new Lanes(2), settings, registry);
	}

	@Test
	void tellsWhatASaleSaysOfStockAndPlace() {
		Sale sale = aSale().at(NOON.minusSeconds(7)).heardAt(NOON).sale();

		send(sale);

		assertThat(this.role.records("stock")).singleElement().satisfies((record) -> {
			assertThat(record.key()).isEqualTo(CART);
			assertThat(record.timestamp()).isEqualTo(NOON.toEpochMilli());
			assertThat(GuildTopics.STOCK.read(record.value())).isEqualTo(
					new StockEvent.Report(sale.id(), CART, sale.stockRestante(), sale.hora(), sale.recibidaEn()));
		});
		assertThat(this.role.records("ubicacion")).singleElement().satisfies((record) -> {
			assertThat(record.key()).isEqualTo(CART);
			assertThat(record.timestamp()).isEqualTo(NOON.toEpochMilli());
			assertThat(GuildTopics.UBICACION.read(record.value()))
				.isEqualTo(new CartEvent.Position(CART, sale.ubicacion(), sale.hora(), NOON));
		});
	}

	@Test
	void countsASaleOnceHoweverOftenItComes() {
		SaleBuilder sale = aSale();
		send(sale.sale());

		send(sale.sale());
		assertThat(this.role.records("stock")).hasSize(1);
		assertThat(this.role.records("ubicacion")).hasSize(1);
		this.role.restart();
		send(sale.at(NOON.plusSeconds(5)).sale());
		this.role.advance(SETTINGS.delay());

		assertThat(row().ventas()).isEqualTo(1);
		assertThat(this.role.records("stock")).isEmpty();
		assertThat(this.role.records("ubicacion")).isEmpty();
		assertThat(this.registry.get("reparto.gremio.ventas.repetidas").counter().count()).isEqualTo(2);
		assertThat(this.registry.get("reparto.gremio.ventas").counter().count()).isEqualTo(1);
	}

	@Test
	void knowsASaleAgainForTwoDaysWhicheverCameFirst() {
		for (int hour = 0; hour < 200; hour++) {
			SaleBuilder sale = aSale().at(NOON.plus(Duration.ofHours(hour)));
			Sale again = sale.at(sale.sale().hora().plus(Sale.LATEST)).sale();
			send((hour % 2 == 0) ? sale.sale() : again);
			send((hour % 2 == 0) ? again : sale.sale());
		}

		assertThat(this.role.records("stock")).hasSize(200);
	}

	@Test
	void tellsManySalesOfADayAtOnceAndSoon() {
		send(aSale().of(3, "Ana").sale());
		this.role.advance(RoleDriver.TICK);
		send(aSale().of(4, " ana ").sale());
		send(aSale().of(5, "Beto").sale());
		assertThat(rows()).isEmpty();

		this.role.advance(RoleDriver.TICK);

		assertThat(rows()).singleElement().satisfies((row) -> {
			assertThat(row.ventas()).isEqualTo(3);
			assertThat(row.sopaipillas()).isEqualTo(12);
			assertThat(row.clientes()).isEqualTo(2);
			assertThat(row.version()).isZero();
		});
	}

	@Test
	void tellsAgainWhatChangesAfterwards() {
		send(aSale().sale());
		this.role.advance(SETTINGS.delay());

		send(aSale().sale());
		this.role.advance(SETTINGS.delay());
		this.role.advance(SETTINGS.delay());

		assertThat(rows()).extracting(DailySales::ventas).containsExactly(1L, 2L);
	}

	@Test
	void tellsAfterARestartWhatItHadStillToTell() {
		send(aSale().sale());

		this.role.restart();
		this.role.advance(SETTINGS.delay());

		assertThat(row().ventas()).isEqualTo(1);
	}

	@Test
	void closesADayTenMinutesAfterItsEnd() {
		send(aSale().sale());
		advanceTo(CLOSING.minus(RoleDriver.TICK));
		assertThat(row().version()).isZero();
		this.role.restart();

		this.role.advance(RoleDriver.TICK);
		this.role.advance(Duration.ofHours(1));

		assertThat(rows()).singleElement().satisfies((row) -> {
			assertThat(row.version()).isEqualTo(1);
			assertThat(row.actualizadoEn()).isEqualTo(CLOSING);
		});
	}

	@Test
	void takesASaleInTimeUntilTheDayIsClosed() {
		send(aSale().sale());
		advanceTo(CLOSING.minusSeconds(1));
		send(aSale().heardAt(this.role.now()).sale());

		advanceTo(CLOSING);

		assertThat(row()).satisfies((row) -> {
			assertThat(row.version()).isEqualTo(1);
			assertThat(row.ventas()).isEqualTo(2);
		});
	}

	@Test
	void correctsAClosedDayForEachLateSale() {
		send(aSale().sale());
		advanceTo(CLOSING);
		assertThat(row().version()).isEqualTo(1);

		for (int i = 2; i <= 4; i++) {
			this.role.advance(Duration.ofHours(11));
			send(aSale().heardAt(this.role.now()).sale());
			this.role.advance(SETTINGS.delay());
			DailySales row = row();
			assertThat(row.version()).isEqualTo(i);
			assertThat(row.ventas()).isEqualTo(i);
		}
		assertThat(this.registry.get("reparto.gremio.ventas.correcciones").counter().count()).isEqualTo(3);
	}

	@Test
	void correctsADayOnWhichNothingSeemedToBeSold() {
		advanceTo(CLOSING.plusSeconds(1));

		send(aSale().heardAt(this.role.now()).sale());
		this.role.advance(SETTINGS.delay());

		assertThat(row().version()).isEqualTo(2);
	}

	@Test
	void hasNoRowOfADayWithoutSales() {
		send(aSale().sale());
		advanceTo(CLOSING.plus(Duration.ofDays(1)));
		send(aSale().at(this.role.now()).sale());
		advanceTo(CLOSING.plus(Duration.ofDays(4)));

		assertThat(this.role.table(SalesRole.VENTAS_DIARIAS).keySet())
			.containsExactly("2026-11-27|KLZX-12|America/Santiago", "2026-11-29|KLZX-12|America/Santiago");
	}

	@Test
	void countsASaleThatIsAheadForItsOwnDay() {
		advanceTo(MIDNIGHT.minusSeconds(60));
		send(aSale().at(MIDNIGHT.plusSeconds(120)).heardAt(this.role.now()).sale());

		advanceTo(CLOSING);

		assertThat(this.role.table(SalesRole.VENTAS_DIARIAS)).hasEntrySatisfying("2026-11-28|KLZX-12|America/Santiago",
				(row) -> assertThat(row.version()).isZero());
	}

	@Test
	void keepsApartWhatACartSoldByOtherClocks() {
		send(aSale().sale());
		send(aSale().in(Where.PUNTA_ARENAS).sale());
		this.role.advance(SETTINGS.delay());

		assertThat(this.role.table(SalesRole.VENTAS_DIARIAS).keySet()).containsExactlyInAnyOrder(
				"2026-11-27|KLZX-12|America/Santiago", "2026-11-27|KLZX-12|America/Punta_Arenas");
	}

	@Test
	void forgetsADayOnceNothingCanComeOfItAnyMore() {
		for (int i = 0; i < 1_000; i++) {
			send(aSale().of(1, "client " + i).sale());
		}
		Instant later = NOON.plus(Duration.ofDays(8));
		advanceTo(later);
		this.role.read(SalesRole.VENTAS_DIARIAS);
		assertThat(this.role.entries(SalesRole.DAYS)).as("nothing was heard since").isEqualTo(1);

		send(aSale().at(later).sale());
		for (int i = 0; i < 50; i++) {
			this.role.advance(RoleDriver.TICK);
		}

		assertThat(this.role.entries(SalesRole.DAYS)).isEqualTo(1);
		assertThat(this.role.entries(SalesRole.SEEN)).as("the new sale and its client").isEqualTo(2);
		assertThat(rows()).extracting(DailySales::ventas).as("no row is taken back").containsOnly(1L);
	}

	@Test
	void remembersADayWhileItCanStillBeCorrected() {
		send(aSale().sale());
		advanceTo(FORGETTING.minusSeconds(1));
		send(aSale().by("OTHER").at(this.role.now()).sale());
		this.role.advance(RoleDriver.TICK);

		assertThat(this.role.entries(SalesRole.DAYS)).isEqualTo(2);
	}

	@Test
	void forgetsNothingThatItHasStillToReadOfAfterADeepSleep() {
		send(aSale().sale());
		this.role.restart();
		advanceTo(FORGETTING.plus(Duration.ofDays(5)));
		this.role.restart();
		this.role.advance(RoleDriver.TICK);

		send(aSale().sale());
		send(aSale().by("OTHER").at(this.role.now()).sale());
		this.role.advance(SETTINGS.delay());

		assertThat(this.role.table(SalesRole.VENTAS_DIARIAS)).hasEntrySatisfying("2026-11-27|KLZX-12|America/Santiago",
				(row) -> assertThat(row.ventas()).isEqualTo(2));
	}

	@Test
	void givesADayItsVersionsAgainWhenItIsReadAnew() {
		advanceTo(NOON.plus(Duration.ofDays(20)));
		send(aSale().sale());
		this.role.advance(RoleDriver.TICK);
		send(aSale().heardAt(CLOSING.plusSeconds(3)).sale());
		this.role.advance(RoleDriver.TICK);
		send(aSale().sale());

		this.role.advance(SETTINGS.closing());

		assertThat(rows().getLast().version()).isEqualTo(2);
		assertThat(this.role.read(SalesRole.VENTAS_DIARIAS)).isEmpty();
	}

	@Test
	void tellsTheLastFiguresOfADayThatItForgetsWhileManyAreReadAtOnce() {
		advanceTo(NOON.plus(Duration.ofDays(20)));
		send(aSale().sale());
		send(aSale().by("OTHER").at(FORGETTING.plusSeconds(1)).sale());

		this.role.advance(RoleDriver.TICK);

		assertThat(row().version()).isEqualTo(1);
		assertThat(this.role.entries(SalesRole.DAYS)).isEqualTo(1);
	}

	@Test
	void putsAsideWhatItCannotRead() {
		this.role.send("registroVenta", CART, "nothing".getBytes(UTF_8));
		this.role.send("registroVenta", null, GuildTopics.REGISTRO_VENTA.write(aSale().sale()));
		this.role.send("registroVenta", CART,
				new String(GuildTopics.REGISTRO_VENTA.write(aSale().sale()), UTF_8)
					.replace("\"cantidad\":12", "\"cantidad\":0")
					.getBytes(UTF_8));
		send(aSale().sale());
		this.role.advance(SETTINGS.delay());

		assertThat(this.role.records("registroVenta_dlt")).extracting(SalesRoleTests::why)
			.containsExactly("not an SaleEvent: malformed JSON", "no key", "cantidad must be from 1 to 10000");
		assertThat(row().ventas()).isEqualTo(1);
	}

	private static String why(TestRecord<String, byte[]> letter) {
		String why = new String(letter.headers().lastHeader("why").value(), UTF_8);
		return why.contains("cantidad") ? why.substring(why.indexOf("cantidad")) : why;
	}

	private void send(Sale sale) {
		this.role.send(GuildTopics.REGISTRO_VENTA, sale.patente(), sale);
	}

	private void advanceTo(Instant time) {
		this.role.advance(Duration.between(this.role.now(), time));
	}

	private List<DailySales> rows() {
		return this.role.read(SalesRole.VENTAS_DIARIAS);
	}

	private DailySales row() {
		List<DailySales> rows = rows();
		assertThat(rows).isNotEmpty();
		return rows.getLast();
	}

}
