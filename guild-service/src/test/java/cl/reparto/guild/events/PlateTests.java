package cl.reparto.guild.events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlateTests {

	@ParameterizedTest
	@CsvSource({ "klzx-12, KLZX-12", "' AB12 ', AB12", "A1, A1", "1234567890, 1234567890", "ı2, I2" })
	void isWrittenInOneWay(String given, String written) {
		assertThat(Plate.normalize(given)).isEqualTo(written);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "ABCDEFGHIJK", "AB 12", "Ñ12", "AB_12", "AB\n12", "٣٤" })
	void isNoneOtherwise(String given) {
		assertThatThrownBy(() -> Plate.normalize(given)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("must be a plate");
	}

	@Test
	void isInUpperCaseInEvents() {
		assertThatThrownBy(() -> Plate.require("klzx-12")).hasMessageContaining("upper case");
	}

}
