package cl.reparto.service.keys;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdempotencyKeyTests {

	@Test
	void isEmptyWithoutAHeader() {
		assertThat(IdempotencyKey.read(List.of())).isEmpty();
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
		assertThat(IdempotencyKey.read(List.of(header))).contains(new IdempotencyKey(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { ";v=1", "; v=1", ";v", ";*a.b-c_9=:YQ==:;d=@1;e=?0;f=-1.5;g=t/o#k", ";v=\"a, \\\"b\"" })
	void passesOverParametersOfAString(String parameters) {
		assertThat(IdempotencyKey.read(List.of("\"a\"" + parameters))).contains(new IdempotencyKey("a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "\\\\", ";v=1" })
	void isNotOverwhelmedByALongHeader(String part) {
		refused("\"" + part.repeat(100_000));
	}

	@Test
	void takes255Characters() {
		assertThat(IdempotencyKey.read(List.of("\"" + "a".repeat(255) + "\""))).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"\"", "\"", "\"a", "a\"", "a\"b", "\"a\"b\"", "\"a\\b\"", "\"a\";", "\"a\" ;v=1",
			"\"a\";V=1", "\"a\";v=", "\"a\";v=\"", "\"a\";v=1, \"b\";v=1", "\"a\", \"b\"", "a, b", "a,b", "ñ", "\"ñ\"",
			"a\tb", "\"a\u0001\"", "\u007f" })
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
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> IdempotencyKey.read(List.of(headers)))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ProblemKind.INVALID_IDEMPOTENCY_KEY));
	}

}
