package cl.reparto.guild.members;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.MemberEvent.Decision;
import cl.reparto.guild.events.MemberEvent.Mailed;
import cl.reparto.guild.events.MemberEvent.Outcome;
import cl.reparto.guild.members.mail.DecisionLetter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static cl.reparto.guild.members.ApplicationBuilder.TIME;
import static cl.reparto.guild.members.ApplicationBuilder.anApplication;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class MembersRoleTests {

	private static final Duration FIRST = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofMinutes(4);

	private static final Duration AT_MOST = Duration.ofHours(1);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@AutoClose
	private RoleDriver role;

	@BeforeEach
	void start(@TempDir Path folder) {
		this.role = new RoleDriver(role(this.registry, new MailRetry(FIRST, LONGEST, AT_MOST)), folder, TIME);
	}

	static MembersRole role(SimpleMeterRegistry registry, MailRetry retry) {
		return new MembersRole(retry, registry);
	}

	@Test
	void letsAnApplicationWait() {
		ApplicationBuilder ana = anApplication().payingNotToWait();

		send(ana.event());

		assertThat(this.role.read(MembersRole.MIEMBROS)).containsExactly(new Membership(ana.id(), "Ana", "Rojas",
				ana.rut(), "ana@example.cl", ana.patente(), true, Standing.EN_ESPERA, null, TIME, null, null));
	}

	@Test
	void takesTheFirstDecision() {
		ApplicationBuilder ana = anApplication();
		Decision first = ana.accepted();
		send(ana.event(), first, ana.rejected("no"), first);

		List<Membership> rows = this.role.read(MembersRole.MIEMBROS);

		assertThat(rows).extracting(Membership::estado).containsExactly(Standing.EN_ESPERA, Standing.ACEPTADA);
		assertThat(rows.getLast().decision()).isEqualTo(first.decision());
		assertThat(rows.getLast().decididaEn()).isEqualTo(first.decididaEn());
	}

	@Test
	void tellsWhyItWasRejected() {
		ApplicationBuilder ana = anApplication();

		send(ana.event(), ana.rejected("sin patente"));

		assertThat(newest(ana).estado()).isEqualTo(Standing.RECHAZADA);
		assertThat(this.role.read(DecisionLetter.TOPIC)).extracting(DecisionLetter::motivo)
			.containsExactly("sin patente");
	}

	@Test
	void rejectsAtOnceWhoseNumberOrPlateWaits() {
		ApplicationBuilder ana = anApplication();
		ApplicationBuilder rut = anApplication().withRutOf(ana);
		ApplicationBuilder plate = anApplication().withPlateOf(ana);
		ApplicationBuilder both = anApplication().withRutOf(ana).withPlateOf(ana);

		send(ana.event(), rut.event(), plate.event(), both.event());

		Map<String, Membership> table = this.role.table(MembersRole.MIEMBROS);
		assertThat(table.get(ana.key()).estado()).isEqualTo(Standing.EN_ESPERA);
		assertRejected(table.get(rut.key()), "ya hay una solicitud o un miembro con este RUT");
		assertRejected(table.get(plate.key()), "ya hay una solicitud o un miembro con esta patente");
		assertRejected(table.get(both.key()), "ya hay una solicitud o un miembro con este RUT y con esta patente");
	}

	private static void assertRejected(Membership row, String why) {
		assertThat(row.estado()).isEqualTo(Standing.RECHAZADA);
		assertThat(row.motivo()).isEqualTo(why);
		assertThat(row.decision()).isNull();
		assertThat(row.decididaEn()).isEqualTo(TIME);
	}

	@Test
	void rejectsAtOnceWhoseNumberIsAMembers() {
		ApplicationBuilder ana = anApplication();
		ApplicationBuilder other = anApplication().withRutOf(ana).payingNotToWait();

		send(ana.event(), ana.accepted(), other.event());

		assertThat(newest(other).estado()).isEqualTo(Standing.RECHAZADA);
	}

	@Test
	void freesNumberAndPlateOfWhoIsRejected() {
		ApplicationBuilder ana = anApplication();
		ApplicationBuilder again = anApplication().withRutOf(ana).withPlateOf(ana);

		send(ana.event(), ana.rejected(null), again.event());

		assertThat(newest(again).estado()).isEqualTo(Standing.EN_ESPERA);
	}

	@Test
	void freesNothingOfOthersWhenOneIsRejectedAtOnce() {
		ApplicationBuilder ana = anApplication();
		ApplicationBuilder second = anApplication().withRutOf(ana);
		ApplicationBuilder third = anApplication().withRutOf(ana);

		send(ana.event(), second.event(), third.event());

		assertThat(newest(third).estado()).isEqualTo(Standing.RECHAZADA);
	}

	@Test
	void changesNothingForARepeatedId() {
		ApplicationBuilder ana = anApplication();
		send(ana.event());
		this.role.restart();

		send(ana.event(), ana.payingNotToWait().withPlateOf(anApplication()).event());

		assertThat(this.role.read(MembersRole.MIEMBROS)).isEmpty();
	}

	@Test
	void passesOverADecisionAboutNobody() {
		ApplicationBuilder ana = anApplication();

		send(ana.accepted(), ana.event());

		assertThat(this.role.read(MembersRole.MIEMBROS)).extracting(Membership::estado)
			.containsExactly(Standing.EN_ESPERA);
	}

	@Test
	void letsAllButOrdinaryApplicationsGoFirst() {
		ApplicationBuilder ana = anApplication();
		ApplicationBuilder eva = anApplication().payingNotToWait();

		send(ana.event(), eva.event(), ana.accepted(), mailed(ana, 1, Outcome.ENVIADO));

		assertThat(this.role.records("gremio-nuevosMiembros-ordinarias-repartition")).extracting(TestRecord::timestamp)
			.containsExactly(TIME.toEpochMilli());
		assertThat(this.role.records("gremio-nuevosMiembros-primero-repartition")).extracting(TestRecord::timestamp)
			.containsExactly(0L, 0L, 0L);
	}

	@Test
	void writesAtTheTimeAtWhichItWrites() {
		ApplicationBuilder eva = anApplication().payingNotToWait();
		this.role.advance(FIRST);

		send(eva.event(), eva.accepted());

		assertThat(this.role.records("miembros")).extracting(TestRecord::timestamp)
			.containsOnly(TIME.plus(FIRST).toEpochMilli());
	}

	@Test
	void writesOneLetterForEachDecision() {
		ApplicationBuilder ana = anApplication();
		ApplicationBuilder second = anApplication().withRutOf(ana);

		send(ana.event(), second.event(), ana.accepted(), ana.rejected("no"), ana.event());
		List<DecisionLetter> letters = this.role.read(DecisionLetter.TOPIC);
		this.role.restart();
		send(ana.accepted(), second.event());

		assertThat(this.role.read(DecisionLetter.TOPIC)).isEmpty();
		assertThat(letters).extracting(DecisionLetter::id).containsExactly(second.id(), ana.id());
		assertThat(letters).extracting(DecisionLetter::aceptada).containsExactly(false, true);
		assertThat(letters).extracting(DecisionLetter::correo).containsOnly("ana@example.cl");
	}

	@Test
	void writesNoLetterThatKnowsANumber() {
		ApplicationBuilder ana = anApplication();

		send(ana.event(), ana.accepted());

		assertThat(this.role.records(DecisionLetter.TOPIC.name())).singleElement()
			.satisfies((letter) -> assertThat(new String(letter.value(), UTF_8)).doesNotContain(ana.rut(), "rut"));
	}

	@Test
	void writesNoMoreOnceALetterIsMailed() {
		ApplicationBuilder ana = anApplication();
		ApplicationBuilder refused = anApplication();
		send(ana.event(), ana.accepted(), refused.event(), refused.accepted());

		send(mailed(ana, 1, Outcome.ENVIADO), mailed(refused, 1, Outcome.RECHAZADO));
		goOnFor(DecisionLetter.GONE.multipliedBy(3));

		assertThat(this.role.read(DecisionLetter.TOPIC)).hasSize(2);
	}

	@Test
	void writesADeferredLetterAgainAndWaitsTwiceAsLongEachTime() {
		ApplicationBuilder ana = anApplication();
		send(ana.event(), ana.accepted());
		List<Duration> waits = List.of(FIRST, FIRST.multipliedBy(2), LONGEST, LONGEST);
		for (int i = 0; i < waits.size(); i++) {
			assertThat(tries()).isEqualTo(1 + i);
			send(mailed(ana, 1 + i, Outcome.APLAZADO));
			this.role.advance(waits.get(i).minusMillis(1));
			assertThat(tries()).as("too early").isEqualTo(1 + i);
			this.role.advance(RoleDriver.TICK);
		}

		assertThat(tries()).isEqualTo(5);
	}

	private int written;

	/** The newest letter's number, of as many as there are. */
	private int tries() {
		for (DecisionLetter letter : this.role.read(DecisionLetter.TOPIC)) {
			assertThat(letter.intento()).isEqualTo(++this.written);
		}
		return this.written;
	}

	@Test
	void waitsThroughARestart() {
		ApplicationBuilder ana = anApplication();
		send(ana.event(), ana.accepted(), mailed(ana, 1, Outcome.APLAZADO));
		this.role.advance(FIRST.minusSeconds(1));

		this.role.restart();

		assertThat(this.role.read(DecisionLetter.TOPIC)).isEmpty();
		this.role.advance(Duration.ofSeconds(2));
		assertThat(this.role.read(DecisionLetter.TOPIC)).extracting(DecisionLetter::intento).containsExactly(2);
	}

	@Test
	void changesNothingForATryThatIsToldTwice() {
		ApplicationBuilder ana = anApplication();
		send(ana.event(), ana.accepted(), mailed(ana, 1, Outcome.APLAZADO));
		this.role.advance(FIRST.minusSeconds(1));

		send(mailed(ana, 1, Outcome.APLAZADO));
		goOnFor(DecisionLetter.GONE.minusSeconds(1));

		assertThat(this.role.read(DecisionLetter.TOPIC)).extracting(DecisionLetter::intento).containsExactly(1, 2);
	}

	@Test
	void writesALetterAgainOfWhichNothingIsHeardUntilItIsGone() {
		ApplicationBuilder ana = anApplication();
		send(ana.event(), ana.accepted());

		goOnFor(DecisionLetter.GONE.minus(RoleDriver.TICK));
		assertThat(this.role.read(DecisionLetter.TOPIC)).hasSize(1);
		this.role.advance(RoleDriver.TICK);

		assertThat(this.role.read(DecisionLetter.TOPIC)).hasSize(1);
	}

	@Test
	void givesUpALetterThatIsDeferredForTooLong() {
		ApplicationBuilder ana = anApplication();
		send(ana.event(), ana.accepted());
		for (int i = 1; this.role.now().isBefore(TIME.plus(AT_MOST)); i++) {
			send(mailed(ana, i, Outcome.APLAZADO));
			this.role.advance(LONGEST);
		}
		int last = this.role.read(DecisionLetter.TOPIC).getLast().intento();

		send(mailed(ana, last, Outcome.APLAZADO));
		goOnFor(DecisionLetter.GONE.multipliedBy(2));

		assertThat(this.role.read(DecisionLetter.TOPIC)).isEmpty();
		assertThat(this.role.read(DecisionLetter.UNDELIVERED)).extracting(DecisionLetter::intento)
			.containsExactly(last);
	}

	@Test
	void countsWhatWasDecidedAndMailed() {
		ApplicationBuilder ana = anApplication();

		send(ana.event(), anApplication().withRutOf(ana).event(), ana.accepted(), ana.accepted(),
				mailed(ana, 1, Outcome.ENVIADO), mailed(ana, 1, Outcome.ENVIADO));

		assertThat(count("reparto.gremio.solicitudes.decididas", "estado", "aceptada")).isEqualTo(1);
		assertThat(count("reparto.gremio.solicitudes.decididas", "por", "registro")).isEqualTo(1);
		assertThat(count("reparto.gremio.correos", "resultado", "enviado")).isEqualTo(1);
	}

	@Test
	void putsAsideWhatItCannotRead() {
		ApplicationBuilder ana = anApplication();
		this.role.send("nuevosMiembros", ana.patente(), "{\"tipo\":\"otra\"}".getBytes(UTF_8));
		this.role.send("nuevosMiembros", ana.patente(), """
				{"tipo":"solicitud","id":"%s","nombre":"a","apellido":"b","rut":"12345678-6","correo":"a@b.cl",
				"patente":"AB-12","premium":false,"solicitadaEn":"2026-11-27T12:00:00Z"}""".formatted(ana.id())
			.getBytes(UTF_8));
		this.role.send("nuevosMiembros", null, GuildTopics.NUEVOS_MIEMBROS.write(ana.event()));

		send(ana.event());

		assertThat(this.role.records("nuevosMiembros_dlt")).hasSize(3)
			.allSatisfy((letter) -> assertThat(letter.headers().lastHeader("why")).isNotNull());
		assertThat(newest(ana).estado()).isEqualTo(Standing.EN_ESPERA);
	}

	private double count(String meter, String tag, String value) {
		return this.registry.get(meter).tag(tag, value).counter().count();
	}

	private static Mailed mailed(ApplicationBuilder application, int intento, Outcome outcome) {
		return new Mailed(application.id(), intento, outcome);
	}

	private void goOnFor(Duration time) {
		Instant end = this.role.now().plus(time);
		while (this.role.now().isBefore(end)) {
			Duration left = Duration.between(this.role.now(), end);
			this.role.advance((left.compareTo(Duration.ofHours(1)) < 0) ? left : Duration.ofHours(1));
		}
	}

	private Membership newest(ApplicationBuilder application) {
		return this.role.table(MembersRole.MIEMBROS).get(application.key());
	}

	private void send(MemberEvent... events) {
		for (MemberEvent event : events) {
			this.role.send(GuildTopics.NUEVOS_MIEMBROS, "any", event);
		}
	}

}
