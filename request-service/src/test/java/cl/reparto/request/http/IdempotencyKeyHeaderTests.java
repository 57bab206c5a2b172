package cl.reparto.request.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import cl.reparto.request.keys.IdempotencyKey;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdempotencyKeyHeaderTests {

	@Test
	void isEmptyWithoutAHeader() {
		assertThat(IdempotencyKeyHeader.read(List.of())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"8e03978e-40d5" | 8e03978e-40d5
			8e03978e-40d5   | 8e03978e-40d5
			"a b"           | a b
			a b;c=d/e+f==   | a b;c=d/e+f==
			"a, b"          | a, b
			"a\\"b\\\\c"    | a"b\\c
			a\\b            | a\\b
			""")
	void meansTheSameQuotedAndBare(String header, String text) {
		assertThat(IdempotencyKeyHeader.read(List.of(header))).contains(new IdempotencyKey(text));
	}

	@Test
	void takes255Characters() {
		assertThat(IdempotencyKeyHeader.read(List.of("\"" + "a".repeat(255) + "\""))).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"\"", "\"", "\"a", "a\"", "a\"b", "\"a\"b\"", "\"a\\b\"", "\"a\";p=1",
			"\"a\", \"b\"", "a, b", "a,b", "ñ", "\"ñ\"", "a\tb", "\"a\u0001\"", "\u007f" })
	void refusesWhatIsNotOneKey(String header) {
		refused(header);
	}

	@Test
	void refuses256Characters() {
		refused("a".repeat(256));
	}

	@Test
	void refusesSeveralHeaders() {
		refused("a", "a");
	}

	private static void refused(String... headers) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> IdempotencyKeyHeader.read(List.of(headers)))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ProblemKind.INVALID_IDEMPOTENCY_KEY));
	}

}
