package cl.reparto.guild.notices;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.CartEvent.Notice;
import cl.reparto.guild.events.CartEvent.Position;
import cl.reparto.guild.events.CartEvent.Recovery;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.notices.Fugitive.LastNotice;
import cl.reparto.guild.notices.Fugitive.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static cl.reparto.guild.notices.NoticeBuilder.CART;
import static cl.reparto.guild.notices.NoticeBuilder.HERE;
import static cl.reparto.guild.notices.NoticeBuilder.TIME;
import static cl.reparto.guild.notices.NoticeBuilder.aNotice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class NoticesRoleTests {

	private static final Duration RETENTION = Duration.ofDays(60);

	private static final Duration DAY = Duration.ofDays(1);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@AutoClose
	private RoleDriver role;

	@BeforeEach
	void start(@TempDir Path folder) {
		this.role = new RoleDriver(new NoticesRole(new NoticesSettings(3, 5, RETENTION), this.registry), folder, TIME);
	}

	@Test
	void denouncesWhatOneHasSeen() {
		send(aNotice());

		assertThat(this.role.read(NoticesRole.PROFUGOS)).containsExactly(
				new Fugitive(CART, CART, 1, State.DENUNCIADO, 1, 1, TIME, new LastNotice(HERE, TIME), null));
		assertThat(this.role.read(NoticesRole.ALERTAS))
			.containsExactly(new FugitiveAlert(CART, 1, State.DENUNCIADO, TIME));
	}

	@Test
	void confirmsWhatThreeHaveSeen() {
		send(aNotice().by("Ana"));
		send(aNotice().by("ana "));
		send(aNotice().by("Eva"));
		send(aNotice().by("Paz"));
		send(aNotice().by("Sol"));

		assertThat(this.role.read(NoticesRole.PROFUGOS)).extracting(Fugitive::estado)
			.containsExactly(State.DENUNCIADO, State.DENUNCIADO, State.DENUNCIADO, State.CONFIRMADO, State.CONFIRMADO);
		assertThat(this.role.read(NoticesRole.ALERTAS)).extracting(FugitiveAlert::estado)
			.containsExactly(State.DENUNCIADO, State.CONFIRMADO);
		assertThat(this.registry.get("reparto.gremio.profugos.confirmados").counter().count()).isEqualTo(1);
	}

	@Test
	void marksUntilItIsRecovered() {
		send(aNotice());
		recover(CART, TIME.plusSeconds(1));

		Fugitive last = newest();
		assertThat(last.estado()).isEqualTo(State.RECUPERADO);
		assertThat(last.recuperadoEn()).isEqualTo(TIME.plusSeconds(1));
		assertThat(last.avisos()).isEqualTo(1);
	}

	@Test
	void marksStillWhatWasSeenAfterItsRecovery() {
		send(aNotice());
		send(aNotice().at(TIME.plusSeconds(2)));

		recover(CART, TIME.plusSeconds(1));

		Fugitive last = newest();
		assertThat(last.estado()).isEqualTo(State.DENUNCIADO);
		assertThat(last.episodio()).isEqualTo(2);
		assertThat(last.recuperadoEn()).isEqualTo(TIME.plusSeconds(1));
	}

	@Test
	void alertsOfEachEpisodeOnceThroughARestart() {
		send(aNotice());
		recover(CART, TIME.plusSeconds(1));
		send(aNotice().at(TIME.plusSeconds(2)));
		assertThat(this.role.read(NoticesRole.ALERTAS)).extracting(FugitiveAlert::episodio).containsExactly(1, 2);

		this.role.restart();
		send(aNotice().at(TIME.plusSeconds(3)));

		assertThat(newest().avisos()).isEqualTo(2);
		assertThat(this.role.read(NoticesRole.ALERTAS)).isEmpty();
	}

	@Test
	void saysNothingOfWhatChangesNothing() {
		Notice notice = aNotice().build();
		send(notice);
		send(notice);
		for (int i = 1; i < 7; i++) {
			send(aNotice().at(TIME.plusSeconds(i)));
		}

		assertThat(this.role.read(NoticesRole.PROFUGOS)).extracting(Fugitive::avisos).containsExactly(1, 2, 3, 4, 5);
		assertThat(notices(true)).isEqualTo(5);
		assertThat(notices(false)).isEqualTo(3);
	}

	@Test
	void tellsOfAPirateByItsOwnName() {
		Notice notice = aNotice().of(null).build();

		send(notice);

		Fugitive pirate = newest();
		assertThat(pirate.sujeto()).isEqualTo("pirata:" + notice.id());
		assertThat(pirate.patente()).isNull();
	}

	@Test
	void namesNoAgentAndShowsNoNote() {
		send(aNotice().by("Anastasia"));

		assertThat(this.role.records("profugos")).singleElement()
			.satisfies((record) -> assertThat(new String(record.value(), UTF_8)).doesNotContainIgnoringCase("anastasia")
				.doesNotContain("luces"));
	}

	@Test
	void forgetsThePlaceADayAfterTheLastNotice() {
		send(aNotice());
		this.role.advance(Duration.ofHours(20));
		send(aNotice().at(this.role.now()));
		this.role.advance(DAY.minusMillis(1));
		assertThat(newest().ultimoAviso().ubicacion()).isEqualTo(HERE);

		this.role.advance(RoleDriver.TICK);

		Fugitive last = newest();
		assertThat(last.ultimoAviso()).isEqualTo(new LastNotice(null, TIME.plus(Duration.ofHours(20))));
		assertThat(last.estado()).isEqualTo(State.DENUNCIADO);
	}

	@Test
	void forgetsThePlaceThroughARestart() {
		send(aNotice());
		this.role.restart();

		this.role.advance(DAY.plus(RoleDriver.TICK));

		assertThat(newest().ultimoAviso().ubicacion()).isNull();
	}

	@Test
	void showsNoPlaceOfWhatComesADayLate() {
		send(aNotice().at(TIME.minus(DAY)));

		assertThat(newest().ultimoAviso().ubicacion()).isNull();
	}

	@Test
	void forgetsWhatIsRecoveredAfterTheRetention() {
		send(aNotice());
		recover(CART, TIME.plusSeconds(1));
		this.role.advance(DAY.plus(RoleDriver.TICK));
		assertThat(newest().estado()).isEqualTo(State.RECUPERADO);

		this.role.advance(RETENTION);

		assertThat(this.role.table(NoticesRole.PROFUGOS)).containsEntry(CART, null);
	}

	@Test
	void forgetsAPirateAfterTheRetention() {
		Notice pirate = aNotice().of(null).build();
		send(pirate);
		this.role.advance(DAY.plus(RoleDriver.TICK));

		this.role.advance(RETENTION);

		assertThat(this.role.table(NoticesRole.PROFUGOS)).containsEntry(pirate.subject(), null);
	}

	@Test
	void neverForgetsACartThatIsFugitive() {
		send(aNotice());
		this.role.advance(DAY.plus(RoleDriver.TICK));
		assertThat(newest().estado()).isEqualTo(State.DENUNCIADO);

		this.role.advance(RETENTION.multipliedBy(3));

		assertThat(this.role.records("profugos")).isEmpty();
	}

	@Test
	void passesOverPositionsAndWhatItCannotRead() {
		this.role.send(GuildTopics.UBICACION, CART, new Position(CART, HERE, TIME, TIME));
		this.role.send("ubicacion", CART, "nothing".getBytes(UTF_8));
		this.role.send("ubicacion", null, GuildTopics.UBICACION.write(aNotice().build()));
		this.role.send("ubicacion", CART, null);

		send(aNotice());

		assertThat(this.role.read(NoticesRole.PROFUGOS)).extracting(Fugitive::avisos).containsExactly(1);
		assertThat(this.role.records("ubicacion_dlt")).as("the role ubicacion sees to them").isEmpty();
	}

	@Test
	void goesByWhatARecordSaysAndNotByItsKey() {
		this.role.send(GuildTopics.UBICACION, "another", aNotice().build());
		this.role.send(GuildTopics.UBICACION, "a third", new Recovery(CART, TIME));

		assertThat(newest().estado()).isEqualTo(State.RECUPERADO);
	}

	@Test
	void recoversNothingThatNobodyReported() {
		recover(CART, TIME);
		recover("pirata:" + UUID.randomUUID(), TIME);

		assertThat(this.role.records("profugos")).isEmpty();
	}

	private double notices(boolean counted) {
		return this.registry.get("reparto.gremio.avisos").tag("contado", Boolean.toString(counted)).counter().count();
	}

	private Fugitive newest() {
		return Objects.requireNonNull(this.role.read(NoticesRole.PROFUGOS).getLast());
	}

	private void send(NoticeBuilder notice) {
		send(notice.build());
	}

	private void send(Notice notice) {
		this.role.send(GuildTopics.UBICACION, notice.subject(), notice);
	}

	private void recover(String subject, Instant at) {
		this.role.send(GuildTopics.UBICACION, subject, new Recovery(subject, at));
	}

}
