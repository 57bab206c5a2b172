package cl.reparto.guild.events;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RutTests {

	@ParameterizedTest
	@CsvSource({ "12.345.678-5, 12345678-5", "12345678-5, 12345678-5", "' 12.345.678-5 ', 12345678-5", "6-k, 6-K",
			"6-K, 6-K", "11.111.111-1, 11111111-1", "1-9, 1-9", "10.000.013-K, 10000013-K", "14-0, 14-0",
			"99.999.999-9, 99999999-9" })
	void isWrittenInOneWay(String given, String written) {
		assertThat(Rut.normalize(given)).isEqualTo(written);
	}

	@ParameterizedTest
	@ValueSource(strings = { "12.345.678-6", "12345678-K", "12345678-0", "6-0", "14-K", "123456785", "0-0",
			"012345678-5", "123456789-2", "-5", "K-6", "", "12345678--5", "١٢٣٤٥٦٧٨-5", "12345678-5\n1" })
	void isNoneOtherwise(String given) {
		assertThatThrownBy(() -> Rut.normalize(given)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("must be a RUT");
	}

	/** Written the other way round: the sum with the check digit is a multiple of 11. */
	@Test
	void hasExactlyOneCheckDigitWhichMakesItAMultipleOfEleven() {
		assertThat(IntStream.range(1, 20_000)).allSatisfy((number) -> {
			String right = Stream.of("0123456789K".split(""))
				.filter((digit) -> isRut(number + "-" + digit))
				.reduce("", String::concat);
			assertThat(right).hasSize(1);
			assertThat((weighted(number) + "0123456789K".indexOf(right)) % 11).isZero();
		});
	}

	private static int weighted(int number) {
		int sum = 0;
		int weight = 2;
		for (int rest = number; rest > 0; rest /= 10) {
			sum += rest % 10 * weight;
			weight = (weight == 7) ? 2 : weight + 1;
		}
		return sum;
	}

	private static boolean isRut(String text) {
		try {
			return Rut.normalize(text).equals(text);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
