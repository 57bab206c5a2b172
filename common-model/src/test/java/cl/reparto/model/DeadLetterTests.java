package cl.reparto.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterTests {

	private static final byte[] KEY = "key".getBytes(UTF_8);

	@Test
	void keepsTheRecordAsItCame() {
		byte[] value = new byte[DeadLetter.LARGEST - KEY.length];

		DeadLetter letter = letter(value, new RecordHeaders());

		assertThat(letter.key()).isSameAs(KEY);
		assertThat(letter.value()).isSameAs(value);
		assertThat(texts(letter)).containsExactly("why=malformed", "topic=t", "partition=3", "offset=7");
	}

	@Test
	void replacesForgedHeadersAndKeepsTheOthers() {
		Headers headers = new RecordHeaders().add("why", null).add("trace", KEY).add("offset", KEY).add("offset", KEY);

		DeadLetter letter = letter(KEY, headers);

		assertThat(texts(letter)).containsExactlyInAnyOrder("trace=key", "why=malformed", "topic=t", "partition=3",
				"offset=7");
		assertThat(headers).hasSize(4);
	}

	@Test
	void leavesBehindARecordThatIsTooLarge() {
		Headers headers = new RecordHeaders().add("trace", new byte[DeadLetter.LARGEST]);

		DeadLetter letter = letter(new byte[] { 1 }, headers);

		assertThat(letter.key()).isNull();
		assertThat(letter.value()).isNull();
		assertThat(texts(letter)).containsExactly("why=malformed; left there, with its 1572883 bytes", "topic=t",
				"partition=3", "offset=7");
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-20T00:00:00Z, true", "2026-11-27T12:40:00Z, true", "2026-09-01T00:00:00Z, false",
			"1970-01-01T00:00:00Z, false", "1969-12-31T23:59:59.999Z, false", "2026-11-27T12:59:00Z, false" })
	void hasItsRecordsTimeUnlessItWouldBeDeletedAtOnceOrRefused(Instant own, boolean keeps) {
		Instant now = Instant.parse("2026-11-27T12:00:00Z");

		assertThat(DeadLetter.time(own.toEpochMilli(), now)).isEqualTo((keeps ? own : now).toEpochMilli());
	}

	@Test
	void countsHeadersOfNoLengthToo() {
		Headers headers = new RecordHeaders();
		for (int i = 0; i < DeadLetter.LARGEST / 10; i++) {
			headers.add("", null);
		}

		assertThat(letter(KEY, headers).key()).isNull();
	}

	private static DeadLetter letter(byte[] value, Headers headers) {
		return DeadLetter.of(KEY, value, headers, "malformed", "t", 3, 7);
	}

	private static List<String> texts(DeadLetter letter) {
		return Arrays.stream(letter.headers().toArray()).map(DeadLetterTests::text).toList();
	}

	private static String text(Header header) {
		return header.key() + "=" + new String(header.value(), UTF_8);
	}

}
