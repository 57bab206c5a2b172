package cl.reparto.guild.sales;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.SaleEvent.Sale;
import cl.reparto.guild.events.StockEvent;
import cl.reparto.guild.sales.SaleBuilder.Where;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sales of some days around a change of clocks or none, in time, late, ahead and
 * repeated, against whoever has the whole list and adds it up.
 */
class SalesOracleTests {

	/** Whole seconds are whole ticks: then what is due is done at once. */
	private static final Duration SOON = Duration.ofSeconds(1);

	private static final SalesSettings SETTINGS = SalesRoleTests.SETTINGS;

	/** Shuffled, sales are as far out of their order as there are days. */
	private static final SalesSettings REMEMBERING = new SalesSettings(SETTINGS.closing(), SETTINGS.delay(),
			Duration.ofDays(20));

	private final Map<String, @Nullable DailySales> table = new HashMap<>();

	private final List<UUID> stockReports = new ArrayList<>();

	/**
	 * Whatever was told before each sale came, and at the end, is what was then known.
	 */
	@Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void isRightAtAnyTime(@ForAll("sales") List<Step> steps) {
		List<Step> inOrder = steps.stream().sorted(Comparator.comparing(Step::recibidaEn)).toList();
		List<Sale> heard = new ArrayList<>();
		try (RoleDriver role = start(SETTINGS, inOrder.getFirst().recibidaEn())) {
			for (Step step : inOrder) {
				advanceTo(role, step.recibidaEn());
				read(role);
				assertThat(figures()).isEqualTo(oracle(heard, role.now()));

				send(role, step);
				heard.add(step.sale());
			}
			role.advance(Duration.ofDays(2));
			read(role);
			assertThat(figures()).isEqualTo(oracle(heard, role.now()));
			assertThat(this.stockReports).containsExactlyInAnyOrderElementsOf(ids(heard));
		}
	}

	/** As where they are read anew, or lanes are mixed up. */
	@Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void isTheSameInAnyOrder(@ForAll("sales") List<Step> steps, @ForAll Random random) {
		List<Step> shuffled = new ArrayList<>(steps);
		Collections.shuffle(shuffled, random);
		Instant newest = steps.stream().map(Step::recibidaEn).max(Comparator.naturalOrder()).orElseThrow();
		try (RoleDriver role = start(REMEMBERING, newest.plus(Duration.ofDays(3)))) {
			shuffled.forEach((step) -> send(role, step));
			role.advance(SETTINGS.closing());
			read(role);

			Map<String, Figures> expected = oracle(steps.stream().map(Step::sale).toList(), role.now());
			assertThat(versionless(figures())).isEqualTo(versionless(expected));
			assertThat(figures()).allSatisfy(
					(key, row) -> assertThat(row.version()).isGreaterThanOrEqualTo(expected.get(key).version()));
			assertThat(this.stockReports)
				.containsExactlyInAnyOrderElementsOf(ids(steps.stream().map(Step::sale).toList()));
		}
	}

	private RoleDriver start(SalesSettings settings, Instant now) {
		this.table.clear();
		this.stockReports.clear();
		return new RoleDriver(SalesRoleTests.role(new SimpleMeterRegistry(), settings), folder(), now);
	}

	/** A new one for each try: a driver that has failed leaves its state where it was. */
	private static Path folder() {
		try {
			return Files.createTempDirectory(Path.of("target"), "sales-oracle");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void advanceTo(RoleDriver role, Instant time) {
		if (time.isAfter(role.now())) {
			role.advance(Duration.between(role.now(), time));
		}
	}

	private void send(RoleDriver role, Step step) {
		role.send(GuildTopics.REGISTRO_VENTA, step.sale().patente(), step.sale());
		if (step.restart()) {
			// What is not read is gone with the driver.
			read(role);
			role.restart();
		}
		role.advance(SOON);
	}

	private void read(RoleDriver role) {
		this.table.putAll(role.table(SalesRole.VENTAS_DIARIAS));
		role.read(GuildTopics.STOCK).forEach((event) -> this.stockReports.add(((StockEvent.Report) event).id()));
	}

	private static Set<UUID> ids(List<Sale> sales) {
		return sales.stream().map(Sale::id).collect(Collectors.toSet());
	}

	private static Map<String, Figures> oracle(List<Sale> sales, Instant now) {
		Map<UUID, Sale> once = new HashMap<>();
		sales.forEach((sale) -> once.putIfAbsent(sale.id(), sale));
		Map<String, List<Sale>> days = once.values().stream().collect(Collectors.groupingBy(SalesOracleTests::key));
		Map<String, Figures> rows = new HashMap<>();
		days.forEach((key, all) -> rows.put(key, sum(all, now)));
		return rows;
	}

	private static String key(Sale sale) {
		return localTime(sale).toLocalDate() + "|" + sale.patente() + "|" + zone(sale);
	}

	private static ZonedDateTime localTime(Sale sale) {
		return sale.hora().atZone(zone(sale));
	}

	private static ZoneId zone(Sale sale) {
		return Stream.of(Where.values())
			.filter((where) -> where.place().equals(sale.ubicacion()))
			.map((where) -> ZoneId.of(where.zone()))
			.findAny()
			.orElseThrow();
	}

	private static Figures sum(List<Sale> all, Instant now) {
		Instant closing = ZonedDateTime
			.of(localTime(all.getFirst()).toLocalDate().plusDays(1), LocalTime.MIDNIGHT, zone(all.getFirst()))
			.toInstant()
			.plus(SETTINGS.closing());
		long late = all.stream().filter((sale) -> !sale.recibidaEn().isBefore(closing)).count();
		double units = all.stream().mapToInt(Sale::cantidad).sum();
		Set<String> clients = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		all.forEach((sale) -> clients.add(sale.cliente().trim()));
		return new Figures(now.isBefore(closing) ? 0 : 1 + late, all.size(), (long) units, clients.size(),
				mean(units / clients.size()), mean(units / all.size()));
	}

	private static BigDecimal mean(double value) {
		return new BigDecimal(value).setScale(6, RoundingMode.HALF_UP).setScale(2, RoundingMode.HALF_UP);
	}

	private Map<String, Figures> figures() {
		Map<String, Figures> rows = new HashMap<>();
		this.table.forEach((key, row) -> rows.put(key, Figures.of(Objects.requireNonNull(row))));
		return rows;
	}

	private static Map<String, Figures> versionless(Map<String, Figures> rows) {
		Map<String, Figures> all = new HashMap<>(rows);
		all.replaceAll((key, row) -> row.versionless());
		return all;
	}

	@Provide
	Arbitrary<List<Step>> sales() {
		Arbitrary<Instant> begins = Arbitraries
			.of("2026-04-03T12:00:00Z", "2026-09-04T12:00:00Z", "2026-11-26T12:00:00Z")
			.map(Instant::parse);
		return begins
			.flatMap((begin) -> steps(begin).list().ofMinSize(1).ofMaxSize(40).map(SalesOracleTests::withRepetitions));
	}

	private static Arbitrary<Step> steps(Instant begin) {
		Arbitrary<Instant> times = Arbitraries.integers()
			.between(0, 3 * 24 * 60)
			.map((minute) -> begin.plus(Duration.ofMinutes(minute)));
		Arbitrary<Duration> delays = Arbitraries.frequencyOf(
				Tuple.of(5, Arbitraries.integers().between(0, 10).map(Duration::ofSeconds)),
				Tuple.of(1, Arbitraries.integers().between(-5, 0).map(Duration::ofMinutes)),
				Tuple.of(3, Arbitraries.integers().between(0, 48 * 60).map(Duration::ofMinutes)));
		Arbitrary<Sale> sales = Combinators
			.combine(times, delays, Arbitraries.of("KLZX-12", "AB"),
					Arbitraries.of("Ana", " ana", "ANA ", "Íñigo", "íÑIGO", "Beto", ""),
					Arbitraries.integers().between(1, 20),
					Arbitraries.of(Where.SANTIAGO, Where.HANGA_ROA, Where.PUNTA_ARENAS, Where.COYHAIQUE))
			.as((time, delay, plate, client, units, where) -> SaleBuilder.aSale()
				.by(plate)
				.of(units, client)
				.in(where)
				.at(time)
				.heardAt(time.plus(delay))
				.sale());
		return Combinators
			.combine(sales, Arbitraries.integers().between(1, 12).map((die) -> die == 12),
					Arbitraries.integers().between(0, 3 * 48 * 60).map(Duration::ofMinutes))
			.as(Step::new);
	}

	/** A sale that was posted again is heard of again, if it is not too late for it. */
	private static List<Step> withRepetitions(List<Step> steps) {
		Function<Step, Stream<Step>> again = (step) -> {
			Sale sale = step.sale();
			Instant time = sale.recibidaEn().plus(step.again());
			boolean possible = !time.isAfter(sale.hora().plus(Sale.LATEST));
			return possible
					? Stream.of(step, new Step(new SaleBuilder(sale).heardAt(time).sale(), false, Duration.ZERO))
					: Stream.of(step);
		};
		return steps.stream().flatMap(again).toList();
	}

	/**
	 * A sale that comes.
	 *
	 * @param sale the sale
	 * @param restart whether the role is ended right afterwards
	 * @param again how much later it is posted again
	 */
	record Step(Sale sale, boolean restart, Duration again) {

		Instant recibidaEn() {
			return this.sale.recibidaEn();
		}

	}

	/** What a row says, but for when it was written. */
	record Figures(long version, long ventas, long sopaipillas, long clientes, BigDecimal mediaPorCliente,
			BigDecimal mediaPorVenta) {

		static Figures of(DailySales row) {
			return new Figures(row.version(), row.ventas(), row.sopaipillas(), row.clientes(), row.mediaPorCliente(),
					row.mediaPorVenta());
		}

		Figures versionless() {
			return new Figures(0, this.ventas, this.sopaipillas, this.clientes, this.mediaPorCliente,
					this.mediaPorVenta);
		}

	}

}
