package cl.reparto.request;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import cl.reparto.model.Topics;
import cl.reparto.service.keys.KeyedRequest;

import static org.assertj.core.api.Assertions.assertThat;

class KeyedOrderTests {

	private static final UUID ID = UUID.fromString("00000000-0000-8000-8000-000000000001");

	@ParameterizedTest
	@ValueSource(strings = { "1e3", "1E-7", "10.00", "214888.6892292968", "1" })
	void staysTheSameThroughTheTopic(String price) {
		NewOrder sent = order("Empanadas", price, "ana@example.cl");

		assertThat(read(sent, null)).isEqualTo(KeyedRequest.of(ID, KeyedOrder.content(sent).toArray(String[]::new)));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "key", "00000000-0000-4000-8000-000000000001", "00000000-0000-8000-8000-000000000002" })
	void isNoneUnderAnotherKeyThanItsDerivedId(@Nullable String key) {
		assertThat(KeyedOrder.read(record(key, order("a", "1", "a@b.cl"), null))).isEmpty();
	}

	@Test
	void isOnlyOfWhatWasAskedFor() {
		NewOrder order = order("a", "1", "a@b.cl");

		assertThat(read(order, BigDecimal.TWO)).isEqualTo(read(order, null));
	}

	@ParameterizedTest
	@CsvSource({ "b, 10.0, a@b.cl", "a, 10.00, a@b.cl", "a, 10, a@b.cl", "a, 10.0, c@b.cl", "aa, 10.0, b@b.cl" })
	void tellsOtherContentApart(String name, String price, String email) {
		assertThat(KeyedOrder.content(order(name, price, email)))
			.isNotEqualTo(KeyedOrder.content(order("a", "10.0", "a@b.cl")));
	}

	private static KeyedRequest read(NewOrder order, @Nullable BigDecimal pace) {
		return KeyedOrder.read(record(ID.toString(), order, pace)).orElseThrow();
	}

	private static ConsumerRecord<String, byte[]> record(@Nullable String key, NewOrder order,
			@Nullable BigDecimal pace) {
		return new ConsumerRecord<>(Topics.ORDER_REQUESTS.name(), 0, 0, key,
				Topics.ORDER_REQUESTS.write(order.requested(ID, Instant.now(), pace)));
	}

	private static NewOrder order(String name, String price, String email) {
		return new NewOrder(name, new BigDecimal(price), email, null);
	}

}
