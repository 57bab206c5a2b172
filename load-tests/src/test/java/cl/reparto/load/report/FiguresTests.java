package cl.reparto.load.report;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0        | 0.000
			0.1234   | 0.123
			1.2345   | 1.23
			12.345   | 12.3
			123.45   | 123
			1234.5   | 1,235
			NaN      | –
			""")
	void writesAtLeastThreeDigits(double value, String written) {
		assertThat(Figures.number(value)).isEqualTo(written);
	}

	@Test
	void writesMicrosecondsAsMilliseconds() {
		Histogram times = new Histogram(3);
		for (int micros = 1000; micros <= 100_000; micros += 1000) {
			times.recordValue(micros);
		}

		assertThat(Figures.percentiles(times)).containsExactly("50.0", "90.0", "99.0", "100");
	}

	@Test
	void writesADashForTimesThatWereNotMeasured() {
		assertThat(Figures.percentiles(null)).containsExactly("–", "–", "–", "–");
		assertThat(Figures.percentile(new Histogram(3), 50)).isEqualTo("–");
	}

}
