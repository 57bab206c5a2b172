package cl.reparto.guild.location;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Place;
import cl.reparto.guild.location.CartState.Estado;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LocationRoleTests {

	private static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");

	private static final Duration SILENCE = Duration.ofSeconds(60);

	private static final String CART = "KLZX-12";

	private static final Place HERE = new Place(-33.44, -70.66);

	private static final Place THERE = new Place(-33.45, -70.67);

	@AutoClose
	private RoleDriver role;

	@BeforeEach
	void start(@TempDir Path folder) {
		this.role = new RoleDriver(new LocationRole(new LocationSettings(SILENCE), new SimpleMeterRegistry()), folder,
				TIME);
	}

	@Test
	void tellsWhereACartIs() {
		send(HERE, TIME);

		assertThat(this.role.read(LocationRole.CARRITOS))
			.containsExactly(new CartState(CART, HERE, TIME, TIME, Estado.ACTIVO));
	}

	@Test
	void doesNotGoBackToAnOlderPlace() {
		send(HERE, TIME);
		send(THERE, TIME.minusSeconds(1));

		assertThat(this.role.read(LocationRole.CARRITOS)).hasSize(1);
	}

	@Test
	void saysNothingOfWhatComesTwice() {
		send(HERE, TIME);
		send(HERE, TIME);

		assertThat(this.role.read(LocationRole.CARRITOS)).hasSize(1);
	}

	@Test
	void losesACartThatIsSilentForAMinute() {
		send(HERE, TIME);
		this.role.advance(SILENCE.minusMillis(1));
		assertThat(newest()).isEqualTo(Estado.ACTIVO);

		this.role.advance(RoleDriver.TICK);

		assertThat(newest()).isEqualTo(Estado.PERDIDO);
	}

	@Test
	void losesNoCartThatGoesOnTelling() {
		for (int i = 0; i < 10; i++) {
			send(HERE, this.role.now());
			this.role.advance(Duration.ofSeconds(59));
		}

		assertThat(this.role.read(LocationRole.CARRITOS)).extracting(CartState::estado).containsOnly(Estado.ACTIVO);
	}

	@Test
	void countsTheSilenceFromTheLastSignOfLife() {
		send(HERE, TIME);
		this.role.advance(Duration.ofSeconds(30));
		send(THERE, this.role.now());
		this.role.advance(Duration.ofSeconds(59));
		assertThat(newest()).isEqualTo(Estado.ACTIVO);

		this.role.advance(Duration.ofSeconds(2));

		assertThat(newest()).isEqualTo(Estado.PERDIDO);
	}

	@Test
	void takesAClockThatIsAheadForNoSignOfLifeToCome() {
		this.role.send(GuildTopics.UBICACION, CART, new CartEvent.Position(CART, HERE, TIME.plusSeconds(300), TIME));

		this.role.advance(SILENCE.plus(RoleDriver.TICK));

		assertThat(newest()).isEqualTo(Estado.PERDIDO);
	}

	@Test
	void losesNoCartWhoseClockIsSlow() {
		for (int i = 0; i < 10; i++) {
			send(HERE, this.role.now().minusSeconds(3600));
			this.role.advance(Duration.ofSeconds(30));
		}

		assertThat(this.role.read(LocationRole.CARRITOS)).extracting(CartState::estado).containsOnly(Estado.ACTIVO);
	}

	@Test
	void hearsACartThatWasOfflineOnlyOnceItTells() {
		send(HERE, TIME);
		this.role.advance(SILENCE.multipliedBy(10));
		assertThat(newest()).isEqualTo(Estado.PERDIDO);
		Instant back = this.role.now();
		send(THERE, TIME.plusSeconds(30));

		this.role.advance(SILENCE);

		assertThat(this.role.read(LocationRole.CARRITOS)).containsExactly(
				new CartState(CART, THERE, TIME.plusSeconds(30), back, Estado.ACTIVO),
				new CartState(CART, THERE, TIME.plusSeconds(30), back, Estado.PERDIDO));
	}

	@Test
	void findsNoLostCartByWhatIsReadLate() {
		send(HERE, TIME);
		this.role.advance(SILENCE.multipliedBy(2));
		assertThat(newest()).isEqualTo(Estado.PERDIDO);

		send(THERE, TIME.plusSeconds(30), TIME.plusSeconds(30));

		assertThat(this.role.read(LocationRole.CARRITOS))
			.containsExactly(new CartState(CART, THERE, TIME.plusSeconds(30), TIME.plusSeconds(30), Estado.PERDIDO));
	}

	@Test
	void knowsNoSilenceUntilAllIsReadThatWasSaidBefore() {
		this.role.advance(SILENCE.multipliedBy(10));
		send(HERE, TIME, TIME);
		send(HERE, TIME.plus(SILENCE), TIME.plus(SILENCE));

		assertThat(this.role.read(LocationRole.CARRITOS)).extracting(CartState::estado).containsOnly(Estado.ACTIVO);
		assertThat(this.role.read(GuildTopics.UBICACION)).isEmpty();

		this.role.advance(RoleDriver.TICK);

		assertThat(this.role.read(GuildTopics.UBICACION)).containsExactly(new CartEvent.Watermark(this.role.now()));
		assertThat(newest()).isEqualTo(Estado.PERDIDO);
	}

	@Test
	void keepsALostCartLostByWhatItSaidBefore() {
		send(HERE, TIME);
		this.role.advance(SILENCE.plus(RoleDriver.TICK));
		assertThat(newest()).isEqualTo(Estado.PERDIDO);
		this.role.restart();
		send(THERE, TIME.minusSeconds(1), TIME);

		assertThat(this.role.read(LocationRole.CARRITOS)).isEmpty();
	}

	@Test
	void marksNothingWhileNobodySeemsSilent() {
		send(HERE, TIME);
		this.role.advance(SILENCE.minusMillis(1));

		assertThat(this.role.read(GuildTopics.UBICACION)).isEmpty();
	}

	@Test
	void believesNoMarkOfATimeToCome() {
		send(HERE, TIME);
		this.role.send(GuildTopics.UBICACION, "", new CartEvent.Watermark(TIME.plusSeconds(61)));

		assertThat(newest()).isEqualTo(Estado.ACTIVO);
	}

	@Test
	void findsALostCartAgain() {
		send(HERE, TIME);
		this.role.advance(SILENCE.plus(RoleDriver.TICK));
		send(THERE, this.role.now());
		assertThat(newest()).isEqualTo(Estado.ACTIVO);

		this.role.advance(SILENCE.plus(RoleDriver.TICK));

		assertThat(newest()).isEqualTo(Estado.PERDIDO);
	}

	@Test
	void losesACartThroughARestart() {
		send(HERE, TIME);
		this.role.restart();
		this.role.advance(SILENCE.plus(RoleDriver.TICK));

		assertThat(newest()).isEqualTo(Estado.PERDIDO);
	}

	@Test
	void forgetsACartAfterADay() {
		send(HERE, TIME);
		this.role.advance(SILENCE.plus(RoleDriver.TICK));
		assertThat(newest()).isEqualTo(Estado.PERDIDO);

		this.role.advance(GuildTopics.POSITION_RETENTION);

		assertThat(this.role.table(LocationRole.CARRITOS)).containsEntry(CART, null);
	}

	@Test
	void forgetsNoCartThatHasComeBack() {
		send(HERE, TIME);
		this.role.advance(SILENCE.plus(RoleDriver.TICK));
		this.role.advance(GuildTopics.POSITION_RETENTION.minus(SILENCE.multipliedBy(2)));
		send(THERE, this.role.now());

		this.role.advance(SILENCE.multipliedBy(3));

		assertThat(newest()).isEqualTo(Estado.PERDIDO);
	}

	@Test
	void passesOverNoticesAndPutsAsideWhatItCannotRead() {
		this.role.send(GuildTopics.UBICACION, CART, new CartEvent.Recovery(CART, TIME));
		this.role.send("ubicacion", CART, "nothing".getBytes(UTF_8));
		this.role.send("ubicacion", null, GuildTopics.UBICACION.write(new CartEvent.Position(CART, HERE, TIME, TIME)));

		assertThat(this.role.read(LocationRole.CARRITOS)).isEmpty();
		assertThat(this.role.records("ubicacion_dlt")).hasSize(2)
			.allSatisfy((letter) -> assertThat(letter.headers().lastHeader("why")).isNotNull());
	}

	private void send(Place where, Instant measured) {
		send(where, measured, this.role.now());
	}

	private void send(Place where, Instant measured, Instant received) {
		this.role.send(GuildTopics.UBICACION, CART, new CartEvent.Position(CART, where, measured, received));
	}

	private Estado newest() {
		return this.role.read(LocationRole.CARRITOS).getLast().estado();
	}

}
