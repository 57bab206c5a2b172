package cl.reparto.guild.stock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.StockEvent;
import cl.reparto.guild.stock.LevelProcessor.NewestReport;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class StockRoleTests {

	private static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");

	private static final Duration LONGEST_WAIT = Duration.ofHours(1);

	private static final int ENOUGH = 20;

	private static final int FEW = 19;

	@TempDir
	private Path folder;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final List<Lot> lots = new ArrayList<>();

	@AutoClose
	private RoleDriver role;

	@BeforeEach
	void start() {
		start(new StockSettings(20, 5, null));
	}

	@Test
	void tellsWhatACartHasLeft() {
		report("A1", ENOUGH, 0);

		assertThat(levels()).containsExactly(new StockLevel("A1", ENOUGH, at(0), false, null));
	}

	@Test
	void tellsAtOnceThatACartHasLittleLeftAndSinceWhen() {
		report("A1", ENOUGH, 0);
		report("A1", FEW, 1);
		report("A1", 3, 2);
		report("A1", 50, 3);
		report("A1", 0, 4);

		assertThat(levels()).extracting(StockLevel::bajoDesde).containsExactly(null, at(1), at(1), null, at(4));
	}

	@Test
	void anOldStockDoesNotWin() {
		report("A1", 50, 10);
		report("A1", FEW, 9);
		report("A1", FEW, -60);

		assertThat(levels()).extracting(StockLevel::cantidad).containsExactly(50);
	}

	@Test
	void ofTwoOfTheSameTimesTheSameOneWinsWhicheverComesFirst() {
		report("A1", 7, 0, 1);
		report("A1", 8, 0, 2);
		report("A2", 8, 0, 2);
		report("A2", 7, 0, 1);

		assertThat(this.role.table(StockLevel.EXISTENCIAS).values()).extracting(StockLevel::cantidad)
			.containsExactly(8, 8);
	}

	@Test
	void ofTwoOfTheSameTimeTheOneThatWasReceivedLastWinsWhicheverComesFirst() {
		report("A1", 7, 0, 2, 1);
		report("A1", 8, 0, 1, 2);
		report("A2", 8, 0, 1, 2);
		report("A2", 7, 0, 2, 1);

		assertThat(this.role.table(StockLevel.EXISTENCIAS).values()).extracting(StockLevel::cantidad)
			.containsExactly(8, 8);
	}

	@Test
	void knowsTheNewestReportsThatWereKeptBeforeTheySaidWhenTheyWereReceived() {
		NewestReport newest = new NewestReport(new UUID(0, 1), at(5), new StockLevel("A1", FEW, at(5), true, at(2)));
		Topic<NewestReport> store = new Topic<>("newest", NewestReport.class, Map.of());
		String json = new String(store.write(newest), UTF_8);

		String before = json.replaceFirst("\"recibidaEn\":\"[^\"]*\",", "");

		assertThat(before).isNotEqualTo(json);
		assertThat(store.read(before.getBytes(UTF_8))).isEqualTo(newest);
	}

	@Test
	void saysNothingOfWhatComesTwice() {
		report("A1", FEW, 0, 1);
		report("A1", FEW, 0, 1);

		assertThat(levels()).hasSize(1);
	}

	@Test
	void fiveCartsMakeALot() {
		this.role.advance(Duration.ofSeconds(7));
		run("A1", "A2", "A3", "A4", "A5");

		assertThat(lots())
			.containsExactly(new Lot(1, List.of("A1", "A2", "A3", "A4", "A5"), TIME.plusSeconds(7), null));
		assertThat(this.registry.get("reparto.gremio.lotes.emitidos").counter().count()).isEqualTo(1);
	}

	@Test
	void lotsAreKeyedSoThatTheySort() {
		run("A1", "A2", "A3", "A4", "A5");

		assertThat(this.role.records("reposiciones")).singleElement()
			.satisfies((record) -> assertThat(record.key()).isEqualTo("0000000000000000001"));
	}

	@Test
	void theSameCartFiveTimesMakesNoLot() {
		for (int i = 0; i < 5; i++) {
			report("A1", FEW - i, i);
		}

		assertThat(lots()).isEmpty();
	}

	@Test
	void whoWasFilledUpBeforeLeavesTheGathering() {
		run("A1", "A2", "A3", "A4");
		report("A2", ENOUGH, 1);
		run("A5");
		assertThat(lots()).isEmpty();

		run("A6");

		assertThat(lots()).extracting(Lot::carritos).containsExactly(List.of("A1", "A3", "A4", "A5", "A6"));
	}

	@Test
	void whoIsInAnOpenLotIsInNoOther() {
		run("A1", "A2", "A3", "A4", "A5");
		report("A1", 3, 1);
		report("A2", 2, 1);
		run("A6", "A7", "A8", "A9");

		assertThat(lots()).hasSize(1);
	}

	@Test
	void whoHadEnoughInBetweenMayBeInTwoOpenLots() {
		run("A1", "A2", "A3", "A4", "A5");
		report("A1", ENOUGH, 1);
		report("A1", FEW, 2);
		run("A6", "A7", "A8", "A9");

		assertThat(lots()).extracting(Lot::carritos).last().isEqualTo(List.of("A1", "A6", "A7", "A8", "A9"));
	}

	@Test
	void aDeliveredLotIsToldOnce() {
		run("A1", "A2", "A3", "A4", "A5");
		deliver(1, 30);
		deliver(1, 31);
		deliver(2, 32);
		deliver(0, 33);

		assertThat(lots()).extracting(Lot::entregadaEn).containsExactly(null, at(30));
	}

	@Test
	void aDeliveredCartDoesNotAskAgainWithWhatWasMeasuredBefore() {
		run("A1", "A2", "A3", "A4", "A5");
		deliver(1, 30);
		report("A1", 3, 29);
		run("A6", "A7", "A8", "A9");

		assertThat(lots()).extracting(Lot::lote).containsExactly(1L, 1L);
	}

	@Test
	void aDeliveredCartAsksAgainWithLittleMeasuredLater() {
		run("A1", "A2", "A3", "A4", "A5");
		deliver(1, 30);
		report("A1", FEW, 31);
		run("A6", "A7", "A8", "A9");

		assertThat(lots()).extracting(Lot::carritos).last().isEqualTo(List.of("A1", "A6", "A7", "A8", "A9"));
	}

	@Test
	void aReportMayOvertakeTheDeliveryBeforeIt() {
		run("A1", "A2", "A3", "A4", "A5");
		report("A1", FEW, 31);
		deliver(1, 30);
		run("A6", "A7", "A8", "A9");

		assertThat(lots()).extracting(Lot::carritos).last().isEqualTo(List.of("A1", "A6", "A7", "A8", "A9"));
	}

	@Test
	void waitsForFiveHoweverLong() {
		run("A1", "A2", "A3", "A4");
		this.role.advance(Duration.ofDays(30));

		assertThat(lots()).isEmpty();
	}

	@Test
	void waitsNoLongerThanTheLongestWait() {
		this.role.close();
		start(new StockSettings(20, 5, LONGEST_WAIT));
		run("A1");
		this.role.advance(LONGEST_WAIT.minus(RoleDriver.TICK));
		run("A2");
		assertThat(lots()).isEmpty();

		this.role.advance(RoleDriver.TICK);

		assertThat(lots()).extracting(Lot::carritos).containsExactly(List.of("A1", "A2"));
	}

	@Test
	void issuesALotOnceThroughRestarts() {
		run("A1", "A2", "A3", "A4");
		this.role.restart();
		run("A5");
		List<Lot> before = List.copyOf(lots());
		this.role.restart();
		run("A1", "A2", "A3", "A4", "A5");
		run("A6", "A7", "A8", "A9", "B1");

		assertThat(before).extracting(Lot::lote).containsExactly(1L);
		assertThat(lots()).extracting(Lot::lote).containsExactly(1L, 2L);
	}

	@Test
	void putsAsideWhatItCannotReadAndGoesOn() {
		this.role.send("stock", "A1", "nothing".getBytes(UTF_8));
		this.role.send("stock", "A1", "{\"tipo\":\"existencia\",\"cantidad\":-1}".getBytes(UTF_8));
		run("A1");

		assertThat(this.role.records("stock_dlt")).hasSize(2)
			.allSatisfy((letter) -> assertThat(letter.headers().lastHeader(DeadLetter.WHY)).isNotNull());
		assertThat(levels()).hasSize(1);
	}

	@Test
	void writesJsonAsAgreed() {
		run("A1", "A2", "A3", "A4", "A5");

		assertThat(this.role.records("existencias").getFirst().getValue()).asString(UTF_8)
			.isEqualTo("{\"patente\":\"A1\",\"cantidad\":19,\"medidaEn\":\"2026-11-27T12:00:00Z\",\"bajo\":true,"
					+ "\"bajoDesde\":\"2026-11-27T12:00:00Z\"}");
		assertThat(this.role.records("reposiciones").getFirst().getValue()).asString(UTF_8)
			.isEqualTo("{\"lote\":1,\"carritos\":[\"A1\",\"A2\",\"A3\",\"A4\",\"A5\"],"
					+ "\"emitidaEn\":\"2026-11-27T12:00:00Z\",\"entregadaEn\":null}");
	}

	private void start(StockSettings settings) {
		this.role = new RoleDriver(new StockRole(settings, this.registry), this.folder, TIME);
	}

	/** Each has little left. */
	private void run(String... carts) {
		for (String cart : carts) {
			report(cart, FEW, 0, 1);
		}
	}

	private void report(String cart, int quantity, int minute) {
		report(cart, quantity, minute, 1);
	}

	private void report(String cart, int quantity, int minute, long id) {
		report(cart, quantity, minute, id, minute);
	}

	private void report(String cart, int quantity, int minute, long id, int received) {
		this.role.send(GuildTopics.STOCK, cart,
				new StockEvent.Report(new UUID(0, id), cart, quantity, at(minute), at(received)));
	}

	private void deliver(long lot, int minute) {
		this.role.send(GuildTopics.STOCK, Long.toString(lot), new StockEvent.Delivery(lot, at(minute)));
	}

	private List<StockLevel> levels() {
		return this.role.read(StockLevel.EXISTENCIAS);
	}

	/** All that was told of lots so far. */
	private List<Lot> lots() {
		this.lots.addAll(this.role.read(Lot.REPOSICIONES));
		return this.lots;
	}

	private static Instant at(int minute) {
		return TIME.plus(Duration.ofMinutes(minute));
	}

}
