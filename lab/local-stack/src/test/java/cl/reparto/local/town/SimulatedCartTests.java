package cl.reparto.local.town;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import cl.reparto.local.town.SimulatedCart.Sent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SimulatedCartTests {

	private static final Duration STEP = Duration.ofSeconds(2);

	private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

	private final List<Sent> sent = anHourOf(new SimulatedCart(7, new Random(1)));

	@Test
	void staysInItsTown() {
		assertThat(bodies("/ubicaciones")).isNotEmpty()
			.allSatisfy((place) -> assertThat((double) place.body().get("lat")).isBetween(-35.01, -34.96))
			.allSatisfy((place) -> assertThat((double) place.body().get("lon")).isBetween(-71.27, -71.21));
	}

	@Test
	void isSilentForMoreThanAMinuteAtTimes() {
		List<Instant> told = bodies("/ubicaciones").stream()
			.map((place) -> Instant.parse((String) place.body().get("medidaEn")))
			.toList();
		List<Duration> silences = IntStream.range(1, told.size())
			.mapToObj((i) -> Duration.between(told.get(i - 1), told.get(i)))
			.toList();

		assertThat(silences).anyMatch((silence) -> silence.toSeconds() > 60)
			.filteredOn(STEP::equals)
			.hasSizeGreaterThan(silences.size() / 2);
	}

	@Test
	void sellsUntilItRunsLowAndIsRefilled() {
		List<Integer> left = bodies("/ventas").stream()
			.map((sale) -> (Integer) sale.body().get("stockRestante"))
			.toList();

		assertThat(left).anyMatch((stock) -> stock < 20)
			.anyMatch((stock) -> stock > 50)
			.allMatch((stock) -> stock >= 0);
	}

	private List<Sent> bodies(String path) {
		return this.sent.stream().filter((each) -> each.path().equals(path)).toList();
	}

	private static List<Sent> anHourOf(SimulatedCart cart) {
		List<Sent> sent = new ArrayList<>();
		for (Instant now = START; now.isBefore(START.plus(Duration.ofHours(1))); now = now.plus(STEP)) {
			sent.addAll(cart.next(now));
		}
		return sent;
	}

}
