package cl.reparto.load.orders;

import java.math.BigDecimal;
import java.nio.file.Path;

import cl.reparto.model.OrderRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DataSetTests {

	@Test
	void keepsTheSameRowsForTheSameSeed() {
		assertThat(DataSet.random(100, 7)).isEqualTo(DataSet.random(100, 7)).isNotEqualTo(DataSet.random(100, 8));
	}

	@Test
	void comesBackFromItsFile(@TempDir Path folder) {
		DataSet rows = DataSet.random(1000, 7);
		Path file = folder.resolve("rows.json");

		rows.write(file);

		assertThat(DataSet.read(file)).isEqualTo(rows);
	}

	@Test
	void makesOrdersThatAreTaken() {
		assertThat(DataSet.random(1000, 7).rows())
			.allSatisfy((row) -> assertThat(OrderRules.violations(row.name(), row.price(), row.email())).isEmpty());
	}

	@Test
	void makesNamesOfAllLengths() {
		assertThat(DataSet.random(5000, 7).rows()).extracting((row) -> row.name().length())
			.contains(1, 50, 100)
			.allMatch((length) -> length >= 1 && length <= 100);
	}

	@Test
	void makesUnroundedPricesOfTheWholeRange() {
		assertThat(DataSet.random(5000, 7).rows()).extracting(Row::price)
			.allMatch((price) -> price.compareTo(BigDecimal.ONE) >= 0 && price.scale() == 12)
			.anyMatch((price) -> price.compareTo(new BigDecimal("1000")) < 0)
			.anyMatch((price) -> price.compareTo(new BigDecimal("999000")) > 0)
			.allMatch((price) -> price.compareTo(new BigDecimal("1e6")) <= 0);
	}

}
