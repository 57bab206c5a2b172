package cl.reparto.guild.board;

import java.time.Instant;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.events.Place;
import cl.reparto.guild.location.CartState;
import cl.reparto.guild.notices.Fugitive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class CartMergeTests {

	private static final Instant NOON = Instant.parse("2026-11-27T15:00:00Z");

	private static final Instant LATER = NOON.plusSeconds(60);

	private static final Place OWN = new Place(-33.4, -70.6);

	private static final Place SEEN = new Place(-33.5, -70.7);

	private final CartMerge usual = new CartMerge(false);

	@Test
	void isNothingWhereNobodyTells() {
		assertThat(this.usual.merge(null, null)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(CartState.Estado.class)
	void isWhatACartTells(CartState.Estado estado) {
		CartState cart = new CartState("KLZX-12", OWN, NOON, LATER, estado);

		assertThat(this.usual.merge(cart, null))
			.hasValue(new CartRow("KLZX-12", "KLZX-12", State.valueOf(estado.name()), OWN, NOON, LATER, null));
	}

	@ParameterizedTest
	@EnumSource(value = Fugitive.State.class, names = "RECUPERADO", mode = EnumSource.Mode.EXCLUDE)
	void isFugitiveWhateverItTellsLater(Fugitive.State state) {
		CartRow row = this.usual.merge(toldAt(LATER), markedAt(NOON, SEEN, state)).orElseThrow();

		assertThat(row).isEqualTo(new CartRow("KLZX-12", "KLZX-12", State.PROFUGO, OWN, LATER, LATER, 3));
	}

	@Test
	void isWhereAnAgentSawItLast() {
		CartRow row = this.usual.merge(toldAt(NOON), markedAt(LATER, SEEN)).orElseThrow();

		assertThat(row).isEqualTo(new CartRow("KLZX-12", "KLZX-12", State.PROFUGO, SEEN, LATER, LATER, 3));
	}

	@Test
	void isWhereItToldOnceItIsForgottenWhereItWasSeen() {
		assertThat(this.usual.merge(toldAt(NOON), markedAt(LATER, null)).orElseThrow().ubicacion()).isEqualTo(OWN);
		assertThat(this.usual.merge(null, markedAt(LATER, null)).orElseThrow().ubicacion()).isNull();
	}

	@Test
	void isNotFugitiveOnceAnOfficialHasClearedIt() {
		Fugitive cleared = markedAt(LATER, SEEN, Fugitive.State.RECUPERADO);

		assertThat(this.usual.merge(toldAt(NOON), cleared).orElseThrow().estado()).isEqualTo(State.ACTIVO);
		assertThat(this.usual.merge(null, cleared)).isEmpty();
	}

	@Test
	void isClearedByALaterPositionOnlyIfThatIsSet() {
		CartMerge clearing = new CartMerge(true);

		assertThat(clearing.merge(toldAt(LATER), markedAt(NOON, SEEN)).orElseThrow().estado()).isEqualTo(State.ACTIVO);
		assertThat(clearing.merge(toldAt(NOON), markedAt(NOON, SEEN)).orElseThrow().estado()).isEqualTo(State.PROFUGO);
		assertThat(clearing.merge(toldAt(NOON), markedAt(LATER, SEEN)).orElseThrow().estado()).isEqualTo(State.PROFUGO);
	}

	@Test
	void isNotClearedByAClockThatIsAhead() {
		CartState ahead = new CartState("KLZX-12", OWN, LATER.plusSeconds(200), NOON, CartState.Estado.ACTIVO);

		assertThat(new CartMerge(true).merge(ahead, markedAt(LATER, SEEN)).orElseThrow().estado())
			.isEqualTo(State.PROFUGO);
	}

	private static CartState toldAt(Instant when) {
		return new CartState("KLZX-12", OWN, when, when, CartState.Estado.ACTIVO);
	}

	private static Fugitive markedAt(Instant when, @Nullable Place where) {
		return markedAt(when, where, Fugitive.State.CONFIRMADO);
	}

	private static Fugitive markedAt(Instant when, @Nullable Place where, Fugitive.State state) {
		return new Fugitive("KLZX-12", "KLZX-12", 1, state, 2, 3, NOON, new Fugitive.LastNotice(where, when), null);
	}

}
