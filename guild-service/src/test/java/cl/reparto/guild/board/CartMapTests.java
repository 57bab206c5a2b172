package cl.reparto.guild.board;

import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.events.Place;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CartMapTests {

	@Test
	void putsNorthUpAndEastToTheRight() {
		CartMap map = CartMap.of(List.of(at(-34.98, -71.25), at(-34.99, -71.24)));

		CartMap.Mark northWest = map.marks().getFirst();
		CartMap.Mark southEast = map.marks().getLast();
		assertThat(northWest.y()).isLessThan(southEast.y());
		assertThat(northWest.x()).isLessThan(southEast.x());
	}

	@ParameterizedTest
	@CsvSource({ "-33.4, -70.6", "0, 0", "-53.2, -70.9", "-27.1, -109.4", "90, 180" })
	void drawsEveryCartOfATownInsideItsFrame(double lat, double lon) {
		List<CartRow> town = DoubleStream.iterate(0, (each) -> each + 0.001)
			.limit(20)
			.mapToObj((away) -> at(lat - away * Math.signum(lat + 0.1), lon - away))
			.toList();

		CartMap map = CartMap.of(town);

		assertThat(map.marks()).hasSize(20).allSatisfy((mark) -> {
			assertThat(mark.x()).isBetween(0.0, (double) CartMap.WIDTH);
			assertThat(mark.y()).isBetween(0.0, (double) CartMap.HEIGHT);
		});
		assertThat(map.meridians()).isNotEmpty();
		assertThat(map.parallels()).isNotEmpty();
	}

	@Test
	void keepsItsFrameWhileCartsMoveALittle() {
		CartMap before = CartMap.of(List.of(at(-34.98, -71.25), at(-34.99, -71.24)));
		CartMap after = CartMap.of(List.of(at(-34.9802, -71.2499), at(-34.9898, -71.2401)));

		assertThat(after.scaleX()).isEqualTo(before.scaleX());
		assertThat(after.originX()).isEqualTo(before.originX());
		assertThat(after.originY()).isEqualTo(before.originY());
	}

	@Test
	void tellsHowToPutACartWhereItGoes() {
		CartMap map = CartMap.of(List.of(at(-34.98, -71.25), at(-34.99, -71.24)));

		CartMap.Mark mark = map.marks().getFirst();
		assertThat(map.originX() + map.scaleX() * -71.25).isCloseTo(mark.x(), within(0.051));
		assertThat(map.originY() + map.scaleY() * -34.98).isCloseTo(mark.y(), within(0.051));
	}

	@Test
	void leavesOutWhoIsAtTheOtherEndOfTheWorld() {
		List<CartRow> town = Stream.iterate(0, (each) -> each + 1)
			.limit(9)
			.map((each) -> at(-34.98 - each * 0.001, -71.25))
			.toList();

		CartMap map = CartMap.of(Stream.concat(town.stream(), Stream.of(at(60, 30))).toList());

		assertThat(map.marks()).hasSize(9);
		assertThat(map.outside()).isEqualTo(1);
	}

	@Test
	void doesNotDrawWhoHasNoPlace() {
		CartMap map = CartMap.of(List.of(cart(null), at(-34.98, -71.25)));

		assertThat(map.marks()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "799, 500, 500 m", "250, 200, 200 m", "1000, 1000, 1 km", "4999, 2000, 2 km" })
	void hasAScaleThatPeopleCanRead(double about, double metres, String label) {
		CartMap.Step step = CartMap.Step.about(about);

		assertThat(step.metres()).isEqualTo(metres);
		assertThat(step.label()).isEqualTo(label);
	}

	private static CartRow at(double lat, double lon) {
		return cart(new Place(Math.clamp(lat, -90, 90), Math.clamp(lon, -180, 180)));
	}

	private static CartRow cart(@Nullable Place place) {
		return new CartRow("KLZX-12", "KLZX-12", State.ACTIVO, place, Instant.EPOCH, Instant.EPOCH, null);
	}

}
