package cl.reparto.guild.location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.CartEvent.Position;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Place;
import cl.reparto.guild.location.CartState.Estado;
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
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Positions by clocks that are right, slow or ahead, some read late or repeated, with
 * silences and restarts between them, against whoever has the whole list.
 */
class LocationOracleTests {

	private static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");

	private static final Duration SILENCE = Duration.ofSeconds(60);

	/** Longer than from one mark to the next: then who is silent is lost at once. */
	private static final Duration SOON = Duration.ofSeconds(1);

	private final Map<String, @Nullable CartState> carts = new HashMap<>();

	/**
	 * Before each position is read, and at the end, all is as what was read until then.
	 */
	@Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void isRightAtAnyTime(@ForAll("positions") List<Step> steps) {
		List<Position> read = new ArrayList<>();
		try (RoleDriver role = start(TIME)) {
			for (Step step : steps.stream().sorted(Comparator.comparing(Step::readAt)).toList()) {
				if (step.readAt().isAfter(role.now())) {
					role.advance(Duration.between(role.now(), step.readAt()));
				}
				assertIsRight(role, read);

				take(role, step);
				read.add(step.position());
			}
			assertIsRight(role, read);
		}
	}

	/** As where lanes are read anew. */
	@Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	@StatisticsReport(label = "states", value = StatisticsReport.StatisticsReportMode.OFF)
	void isTheSameInAnyOrder(@ForAll("positions") List<Step> steps, @ForAll Random random) {
		List<Step> shuffled = new ArrayList<>(steps);
		Collections.shuffle(shuffled, random);
		List<Position> all = steps.stream().map(Step::position).toList();
		Instant newest = all.stream().map(Position::recibidaEn).max(Comparator.naturalOrder()).orElseThrow();
		try (RoleDriver role = start(newest)) {
			shuffled.forEach((step) -> take(role, step));

			assertIsRight(role, all);
			Statistics.label("states").collect(this.carts.values().stream().map(CartState::estado).distinct().count());
			Statistics.label("states").coverage((share) -> share.check(2L).percentage((percent) -> percent > 20));

			role.advance(GuildTopics.POSITION_RETENTION);
			// Who is lost only then is forgotten at the next look.
			role.advance(SOON);
			read(role);
			assertThat(this.carts.values()).containsOnlyNulls();
		}
	}

	private RoleDriver start(Instant now) {
		this.carts.clear();
		return new RoleDriver(new LocationRole(new LocationSettings(SILENCE), new SimpleMeterRegistry()), folder(),
				now);
	}

	/** A new one for each try: a driver that has failed leaves its state where it was. */
	private static Path folder() {
		try {
			return Files.createTempDirectory(Path.of("target"), "location-oracle");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void take(RoleDriver role, Step step) {
		role.send(GuildTopics.UBICACION, step.position().patente(), step.position());
		if (step.restart()) {
			// What is not read is gone with the driver.
			read(role);
			role.restart();
		}
		role.advance(SOON);
	}

	private void read(RoleDriver role) {
		this.carts.putAll(role.table(LocationRole.CARRITOS));
	}

	private void assertIsRight(RoleDriver role, List<Position> heard) {
		read(role);
		assertThat(this.carts).isEqualTo(oracle(heard, role.now()));
	}

	private static Map<String, CartState> oracle(List<Position> heard, Instant now) {
		Map<String, CartState> carts = new HashMap<>();
		heard.stream()
			.collect(Collectors.groupingBy(Position::patente))
			.forEach((cart, all) -> carts.put(cart, state(cart, all, now)));
		return carts;
	}

	private static CartState state(String cart, List<Position> all, Instant now) {
		Position newest = Collections.max(all,
				Comparator.comparing(Position::medidaEn)
					.thenComparing((position) -> position.ubicacion().lat())
					.thenComparing((position) -> position.ubicacion().lon()));
		Instant seen = Collections.max(all, Comparator.comparing(Position::recibidaEn)).recibidaEn();
		boolean silent = Duration.between(seen, now).compareTo(SILENCE) >= 0;
		return new CartState(cart, newest.ubicacion(), newest.medidaEn(), seen,
				silent ? Estado.PERDIDO : Estado.ACTIVO);
	}

	/** Of a quarter of an hour, in which three carts speak twice a minute. */
	@Provide
	Arbitrary<List<Step>> positions() {
		return steps().list().ofMinSize(1).ofMaxSize(60).map(LocationOracleTests::withRepetitions);
	}

	private static Arbitrary<Step> steps() {
		Arbitrary<Duration> clocks = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(Duration.ZERO)),
				Tuple.of(2, seconds(-300, 0)), Tuple.of(2, seconds(0, 3_600)));
		Arbitrary<Position> positions = Combinators
			.combine(Arbitraries.of("A1", "A2", "A3"), Arbitraries.of(-33.4, -33.5), Arbitraries.of(-70.6, -70.7),
					seconds(0, 15 * 60), clocks)
			.as((cart, lat, lon, after, slow) -> new Position(cart, new Place(lat, lon), TIME.plus(after).minus(slow),
					TIME.plus(after)));
		Arbitrary<Duration> delays = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(Duration.ZERO)),
				Tuple.of(1, seconds(0, 180)));
		return Combinators.combine(positions, delays, Arbitraries.integers().between(1, 12).map((die) -> die == 12))
			.as((position, delay, restart) -> new Step(position, position.recibidaEn().plus(delay), restart));
	}

	private static Arbitrary<Duration> seconds(int least, int most) {
		return Arbitraries.integers().between(least, most).map(Duration::ofSeconds);
	}

	/** Every seventh is read again, by and by. */
	private static List<Step> withRepetitions(List<Step> steps) {
		List<Step> all = new ArrayList<>(steps);
		for (int i = 0; i < steps.size(); i += 7) {
			all.add(new Step(steps.get(i).position(), steps.get(i).readAt().plusSeconds(i), false));
		}
		return all;
	}

	/**
	 * A position that is read.
	 *
	 * @param position the position
	 * @param readAt when, if it is not shuffled
	 * @param restart whether the role is ended right afterwards
	 */
	record Step(Position position, Instant readAt, boolean restart) {
	}

}
