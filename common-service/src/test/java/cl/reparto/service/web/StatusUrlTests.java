package cl.reparto.service.web;

import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StatusUrlTests {

	@ParameterizedTest
	@CsvSource({ "https://reparto.example, https://reparto.example", "http://localhost:8082, http://localhost:8082",
			"https://reparto.example/api/, https://reparto.example/api" })
	void saysWhereTheStatusIs(String statusUrl, String begin) {
		UUID id = UUID.randomUUID();

		assertThat(new StatusUrl(statusUrl).of(id)).isEqualTo(begin + "/orders/" + id + "/status");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost:8082", "http://", "ftp://reparto.example", "http://a b",
			"http://reparto.example?a" })
	void refusesWhatIsNoAddressByItsName(String statusUrl) {
		assertThatIllegalArgumentException().isThrownBy(() -> new StatusUrl(statusUrl))
			.withMessageStartingWith("reparto.status-url must be ");
	}

}
