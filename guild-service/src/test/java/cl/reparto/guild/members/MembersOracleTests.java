package cl.reparto.guild.members;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.MemberEvent.Application;
import cl.reparto.guild.events.MemberEvent.Decision;
import cl.reparto.guild.members.mail.DecisionLetter;
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
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

import static cl.reparto.guild.members.ApplicationBuilder.TIME;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications, decisions, duplicates of them and restarts in any order, so that few
 * numbers and plates are asked for by many.
 */
class MembersOracleTests {

	private static final int APPLICANTS = 10;

	private static final MailRetry RETRY = new MailRetry(Duration.ofMinutes(1), Duration.ofMinutes(4),
			Duration.ofHours(1));

	@Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void agreesWithWhoReadsThemAllAtTheEnd(@ForAll("steps") @Size(max = 60) List<Step> steps) throws IOException {
		Map<String, Membership> table = new HashMap<>();
		List<UUID> letters = new ArrayList<>();
		try (RoleDriver role = new RoleDriver(MembersRoleTests.role(new SimpleMeterRegistry(), RETRY),
				Files.createTempDirectory("members"), TIME)) {
			for (Step step : steps) {
				if (step.event() != null) {
					role.send(GuildTopics.NUEVOS_MIEMBROS, "any", step.event());
				}
				else {
					table.putAll(role.table(MembersRole.MIEMBROS));
					letters.addAll(role.read(DecisionLetter.TOPIC).stream().map(DecisionLetter::id).toList());
					role.restart();
				}
			}
			table.putAll(role.table(MembersRole.MIEMBROS));
			letters.addAll(role.read(DecisionLetter.TOPIC).stream().map(DecisionLetter::id).toList());
		}

		Map<UUID, Known> oracle = oracle(steps);
		assertThat(table.values().stream().collect(Collectors.toMap(Membership::id, Known::of))).isEqualTo(oracle);
		assertNobodyIsTwice(table);
		assertThat(letters).containsExactlyInAnyOrderElementsOf(
				oracle.keySet().stream().filter((id) -> !oracle.get(id).estado().equals("en-espera")).toList());
	}

	private static void assertNobodyIsTwice(Map<String, Membership> table) {
		List<Membership> holders = table.values().stream().filter((row) -> row.estado() != Standing.RECHAZADA).toList();
		assertThat(holders).extracting(Membership::rut).doesNotHaveDuplicates();
		assertThat(holders).extracting(Membership::patente).doesNotHaveDuplicates();
	}

	/** Knows no index: looks through all that it has each time. */
	private static Map<UUID, Known> oracle(List<Step> steps) {
		Map<UUID, Known> all = new LinkedHashMap<>();
		for (Step step : steps) {
			if (step.event() instanceof Application it) {
				boolean twice = all.values()
					.stream()
					.anyMatch((other) -> !other.estado().equals("rechazada")
							&& (other.rut().equals(it.rut()) || other.patente().equals(it.patente())));
				all.putIfAbsent(it.id(),
						new Known(it.rut(), it.patente(), it.premium(), twice ? "rechazada" : "en-espera", null));
			}
			else if (step.event() instanceof Decision it) {
				all.computeIfPresent(
						it.id(), (id,
								known) -> known.estado().equals("en-espera") ? new Known(known.rut(), known.patente(),
										known.premium(), it.aceptada() ? "aceptada" : "rechazada", it.decision())
										: known);
			}
		}
		return all;
	}

	@Provide
	Arbitrary<List<Step>> steps() {
		List<UUID> ids = IntStream.range(0, APPLICANTS).mapToObj((i) -> new UUID(0, i)).toList();
		Arbitrary<Step> applications = Combinators
			.combine(Arbitraries.of(ids), Arbitraries.integers().between(1, 4), Arbitraries.integers().between(1, 4),
					Arbitraries.of(true, false))
			.as((id, rut, plate, premium) -> new Step(
					new ApplicationBuilder(id, ApplicationBuilder.rut(rut), "P-" + plate, premium).event()));
		Arbitrary<Step> decisions = Combinators
			.combine(Arbitraries.of(ids), Arbitraries.longs().between(1, 1000), Arbitraries.of(true, false))
			.as((id, decision, accepted) -> new Step(
					new Decision(id, new UUID(1, decision), accepted, null, TIME.plusSeconds(decision))));
		Arbitrary<Step> restarts = Arbitraries.just(new Step(null));
		return Arbitraries
			.frequencyOf(List.of(Tuple.of(20, applications), Tuple.of(12, decisions), Tuple.of(1, restarts)))
			.list();
	}

	/**
	 * Something that happens.
	 *
	 * @param event an event; null for a restart
	 */
	record Step(@Nullable MemberEvent event) {
	}

	/** What both know of an application. */
	private record Known(String rut, String patente, boolean premium, String estado, @Nullable UUID decision) {

		static Known of(Membership row) {
			return new Known(row.rut(), row.patente(), row.premium(), row.estado().wireName(), row.decision());
		}

	}

}
