package cl.reparto.guild.notices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.CartEvent.Notice;
import cl.reparto.guild.events.CartEvent.Position;
import cl.reparto.guild.events.CartEvent.Recovery;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Place;
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
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

import static cl.reparto.guild.notices.NoticeBuilder.CART;
import static cl.reparto.guild.notices.NoticeBuilder.TIME;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any notices and recoveries in any order, some of them twice, late or early, with time
 * going by and restarts between them.
 */
class AnyNoticesTests {

	private static final String OTHER_CART = "KLZX-13";

	private static final int CONFIRMED_BY = 2;

	/** Few, so that there are many duplicates. */
	private static final int IDS = 24;

	@Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void comeToTheSameAsAllAtOnce(@ForAll("actions") List<Action> actions,
			@ForAll @IntRange(min = 1, max = 5) int quota) throws IOException {
		NoticesOracle oracle = new NoticesOracle(CONFIRMED_BY, quota);
		NoticesSettings settings = new NoticesSettings(CONFIRMED_BY, quota, Duration.ofDays(60));
		Path folder = Files.createTempDirectory("notices");
		List<CartEvent> sent = new ArrayList<>();
		Map<String, Fugitive> table = new HashMap<>();
		Map<String, Integer> told = new HashMap<>();
		Set<String> expectedAlerts = new LinkedHashSet<>();
		List<String> alerts = new ArrayList<>();
		try (RoleDriver role = new RoleDriver(new NoticesRole(settings, new SimpleMeterRegistry()), folder, TIME)) {
			for (Action action : actions) {
				action.on(role, sent);
				role.read(NoticesRole.PROFUGOS).forEach((row) -> table.put(row.sujeto(), row));
				role.read(NoticesRole.ALERTAS).forEach((alert) -> alerts.add(text(alert)));

				assertThat(table).as("after %s", sent).isEqualTo(oracle.table(sent, role.now()));
				// Of each state by itself: a late notice may leave fewer episodes.
				table.values().forEach((row) -> NoticesOracle.alerts(row).forEach((alert) -> {
					String state = row.sujeto() + alert.substring(alert.lastIndexOf('/'));
					if (row.episodio() > told.getOrDefault(state, 0)) {
						told.put(state, row.episodio());
						expectedAlerts.add(alert);
					}
				}));
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
		assertThat(alerts).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expectedAlerts);
	}

	private static String text(FugitiveAlert alert) {
		return alert.sujeto() + "/" + alert.episodio() + "/" + alert.estado();
	}

	@Provide
	Arbitrary<List<Action>> actions() {
		return Arbitraries
			.<Action>frequencyOf(Tuple.of(20, notices().map((event) -> (role, sent) -> send(role, sent, event))),
					Tuple.of(5, recoveries().map((event) -> (role, sent) -> send(role, sent, event))),
					Tuple.of(1,
							Arbitraries.just(
									(role, sent) -> send(role, sent, new Position(CART, new Place(1, 1), TIME, TIME)))),
					Tuple.of(1,
							Arbitraries.of(Duration.ofMinutes(1), Duration.ofHours(7), Duration.ofHours(23))
								.map((time) -> (role, sent) -> role.advance(time))),
					Tuple.of(1, Arbitraries.just((role, sent) -> role.restart())))
			.list()
			.ofMaxSize(60);
	}

	/** One of the same id is of the same cart and agent, but perhaps of another time. */
	private static Arbitrary<CartEvent> notices() {
		return Combinators
			.combine(Arbitraries.integers().between(0, IDS - 1), minutes(), Arbitraries.of("%s", " %S ", "%S"))
			.as((id, minute, spelling) -> new Notice(new UUID(id, id % 5), cart(id),
					new Place(minute % 90, minute % 180), spelling.formatted(List.of("ana", "eva", "paz").get(id % 3)),
					null, TIME.minusSeconds(60 * minute)));
	}

	private static @Nullable String cart(int id) {
		return (id < 16) ? CART : (id < 22) ? OTHER_CART : null;
	}

	private static Arbitrary<CartEvent> recoveries() {
		return Combinators.combine(Arbitraries.of(CART, OTHER_CART, "pirata:" + new UUID(23, 3)), minutes())
			.as((subject, minute) -> new Recovery(subject, TIME.minusSeconds(60 * minute)));
	}

	private static Arbitrary<Integer> minutes() {
		return Arbitraries.integers().between(0, 240);
	}

	private static void send(RoleDriver role, List<CartEvent> sent, CartEvent event) {
		role.send(GuildTopics.UBICACION, "any", event);
		sent.add(event);
	}

	/** What happens to the role. */
	@FunctionalInterface
	interface Action {

		void on(RoleDriver role, List<CartEvent> sent);

	}

}
