package cl.reparto.guild.board;

import java.time.Instant;
import java.util.Optional;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.events.Place;
import cl.reparto.guild.location.CartState;
import cl.reparto.guild.notices.Fugitive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class CartRowTests {

	private static final Instant NOON = Instant.parse("2026-11-27T15:00:00Z");

	private static final Instant LATER = NOON.plusSeconds(60);

	private static final Place OWN = new Place(-33.4, -70.6);

	private static final Place SEEN = new Place(-33.5, -70.7);

	@Test
	void isNothingWhereNobodyTells() {
		assertThat(usual(null, null)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(CartState.Estado.class)
	void isWhatACartTells(CartState.Estado estado) {
		CartState cart = new CartState("KLZX-12", OWN, NOON, LATER, estado);

		assertThat(usual(cart, null))
			.hasValue(new CartRow("KLZX-12", "KLZX-12", State.valueOf(estado.name()), OWN, NOON, LATER, null));
	}

	@ParameterizedTest
	@EnumSource(value = Fugitive.State.class, names = "RECUPERADO", mode = EnumSource.Mode.EXCLUDE)
	void isFugitiveWhateverItTellsLater(Fugitive.State state) {
		CartRow row = usual(toldAt(LATER), markedAt(NOON, SEEN, state)).orElseThrow();

		assertThat(row).isEqualTo(new CartRow("KLZX-12", "KLZX-12", State.PROFUGO, OWN, LATER, LATER, 3));
	}

	@Test
	void isWhereAnAgentSawItLast() {
		CartRow row = usual(toldAt(NOON), markedAt(LATER, SEEN)).orElseThrow();

		assertThat(row).isEqualTo(new CartRow("KLZX-12", "KLZX-12", State.PROFUGO, SEEN, LATER, LATER, 3));
	}

	@Test
	void isWhereItToldOnceItIsForgottenWhereItWasSeen() {
		assertThat(usual(toldAt(NOON), markedAt(LATER, null)).orElseThrow().ubicacion()).isEqualTo(OWN);
		assertThat(usual(null, markedAt(LATER, null)).orElseThrow().ubicacion()).isNull();
	}

	@Test
	void isNotFugitiveOnceAnOfficialHasClearedIt() {
		Fugitive cleared = markedAt(LATER, SEEN, Fugitive.State.RECUPERADO);

		assertThat(usual(toldAt(NOON), cleared).orElseThrow().estado()).isEqualTo(State.ACTIVO);
		assertThat(usual(null, cleared)).isEmpty();
	}

	@Test
	void isClearedByALaterPositionOnlyIfThatIsSet() {
		assertThat(clearing(toldAt(LATER), markedAt(NOON, SEEN)).orElseThrow().estado()).isEqualTo(State.ACTIVO);
		assertThat(clearing(toldAt(NOON), markedAt(NOON, SEEN)).orElseThrow().estado()).isEqualTo(State.PROFUGO);
		assertThat(clearing(toldAt(NOON), markedAt(LATER, SEEN)).orElseThrow().estado()).isEqualTo(State.PROFUGO);
	}

	@Test
	void isNotClearedByAClockThatIsAhead() {
		CartState ahead = new CartState("KLZX-12", OWN, LATER.plusSeconds(200), NOON, CartState.Estado.ACTIVO);

		assertThat(clearing(ahead, markedAt(LATER, SEEN)).orElseThrow().estado()).isEqualTo(State.PROFUGO);
	}

	private static Optional<CartRow> usual(@Nullable CartState cart, @Nullable Fugitive mark) {
		return CartRow.of(cart, mark, false);
	}

	private static Optional<CartRow> clearing(@Nullable CartState cart, @Nullable Fugitive mark) {
		return CartRow.of(cart, mark, true);
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
