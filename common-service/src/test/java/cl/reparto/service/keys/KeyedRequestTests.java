package cl.reparto.service.keys;

import java.util.UUID;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
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

	@Test
	void isReadFromTheHeadersOfItsRecord() {
		KeyedRequest request = KeyedRequest.of(ID, "ab", "c");
		Headers headers = new RecordHeaders();
		request.write(headers);

		assertThat(KeyedRequest.read(headers)).contains(request);
		assertThat(KeyedRequest.read(new RecordHeaders())).as("of an older version, or without a key").isEmpty();
		assertThat(KeyedRequest.read(new RecordHeaders().add("idempotency", new byte[31]))).isEmpty();
		assertThat(KeyedRequest.read(new RecordHeaders().add("idempotency", null))).isEmpty();
	}

}
