package cl.reparto.local.launch;

import java.time.Duration;

import cl.reparto.model.command.Stages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StagesOptionTests {

	@Test
	void oneDurationIsForAllThree() {
		assertThat(StagesOption.parse("300ms"))
			.isEqualTo(new Stages(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300)));
	}

	@Test
	void threeDurationsAreInOrder() {
		assertThat(StagesOption.parse("0s,5m,2h"))
			.isEqualTo(new Stages(Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(2)));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "5", "s", "-1s", "1.5s", "1s,2s", "1s,2s,", "1s,2s,3s,4s", "1 s", "99999999999s", "169h" })
	void refusesAnythingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> StagesOption.parse(text));
	}

}
