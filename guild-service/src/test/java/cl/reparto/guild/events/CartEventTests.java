package cl.reparto.guild.events;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class CartEventTests {

	private static final Instant NOON = Instant.parse("2026-11-27T15:00:00Z");

	private static final Place PLACE = new Place(-33.4, -70.6);

	@Test
	void tellsAPositionFromTheRestByItsBeginning() {
		assertThat(isPosition(new CartEvent.Position("KLZX-12", PLACE, NOON, NOON))).isTrue();
		assertThat(isPosition(new CartEvent.Notice(UUID.randomUUID(), "KLZX-12", PLACE, "Ana", null, NOON))).isFalse();
		assertThat(isPosition(new CartEvent.Recovery("posicion", NOON))).isFalse();
	}

	@Test
	void takesNothingElseForAPosition() {
		assertThat(CartEvent.Position.isWrittenIn(new byte[0])).isFalse();
		assertThat(CartEvent.Position.isWrittenIn("{\"tipo\":\"posicional\"}".getBytes(UTF_8))).isFalse();
	}

	private static boolean isPosition(CartEvent event) {
		return CartEvent.Position.isWrittenIn(GuildTopics.UBICACION.write(event));
	}

}
