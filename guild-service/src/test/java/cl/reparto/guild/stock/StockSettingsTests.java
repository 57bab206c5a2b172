package cl.reparto.guild.stock;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StockSettingsTests {

	@Test
	void refusesWhatMakesNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> new StockSettings(0, 5, null))
			.withMessageContaining("reparto.guild.stock.low");
		assertThatIllegalArgumentException().isThrownBy(() -> new StockSettings(20, 0, null))
			.withMessageContaining("reparto.guild.stock.lot-size");
		assertThatIllegalArgumentException().isThrownBy(() -> new StockSettings(20, 5, Duration.ZERO))
			.withMessageContaining("reparto.guild.stock.longest-wait");
	}

}
