package cl.reparto.request.keys;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintTests {

	@ParameterizedTest
	@ValueSource(strings = { "1e3", "1E-7", "10.00", "214888.6892292968", "1" })
	void staysTheSameThroughTheTopic(String price) {
		OrderRequested sent = order("Empanadas", price, "ana@example.cl");

		OrderRequested read = Topics.ORDER_REQUESTS
			.read(Topics.ORDER_REQUESTS.record(sent.id().toString(), sent).value());

		assertThat(Fingerprint.of(read)).isEqualTo(Fingerprint.of(sent));
	}

	@Test
	void isOnlyOfWhatWasAskedFor() {
		OrderRequested first = order("a", "1", "a@b.cl");

		assertThat(first).isNotEqualTo(order("a", "1", "a@b.cl"));
		assertThat(Fingerprint.of(first)).isEqualTo(Fingerprint.of(order("a", "1", "a@b.cl")));
	}

	@ParameterizedTest
	@CsvSource({ "b, 10.0, a@b.cl", "a, 10.00, a@b.cl", "a, 10, a@b.cl", "a, 10.0, c@b.cl", "aa, 10.0, b@b.cl" })
	void tellsOtherContentApart(String name, String price, String email) {
		assertThat(Fingerprint.of(order(name, price, email)))
			.isNotEqualTo(Fingerprint.of(order("a", "10.0", "a@b.cl")));
	}

	@Test
	void tellsApartWhatLooksTheSameWhenJoined() {
		assertThat(Fingerprint.of(order("ab", "1", "c@d.cl"))).isNotEqualTo(Fingerprint.of(order("a", "1", "bc@d.cl")));
	}

	private static OrderRequested order(String name, String price, String email) {
		return new OrderRequested(UUID.randomUUID(), name, new BigDecimal(price), email, Instant.now());
	}

}
