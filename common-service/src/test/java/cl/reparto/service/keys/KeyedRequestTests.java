package cl.reparto.service.keys;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyedRequestTests {

	private static final UUID ID = UUID.randomUUID();

	@Test
	void isTheSameForTheSameContent() {
		assertThat(KeyedRequest.of(ID, "ab", "c")).isEqualTo(KeyedRequest.of(ID, "ab", "c"))
			.isNotEqualTo(KeyedRequest.of(ID, "ab", "d"))
			.isNotEqualTo(KeyedRequest.of(UUID.randomUUID(), "ab", "c"));
	}

	@Test
	void tellsApartWhatLooksTheSameWhenJoined() {
		assertThat(KeyedRequest.of(ID, "ab", "c")).isNotEqualTo(KeyedRequest.of(ID, "a", "bc"));
	}

}
