package cl.reparto.request.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import cl.reparto.request.shop.StandInShop;
import cl.reparto.service.web.ProblemException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FilledFormTests {

	@Test
	void isReadAsABrowserSendsIt() {
		FilledForm form = read(
				"key=k-1&name=%C3%91oquis+%26+pan&price=4.500&email=ana%40example.cl&when=later&for=2026-11-28T20%3A30");

		assertThat(form)
			.isEqualTo(new FilledForm("Ñoquis & pan", "4.500", "ana@example.cl", true, "2026-11-28T20:30", "k-1"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "4500 | 4500", "4.500 | 4500", "$4.500 | 4500", "$ 12 990 | 12990", "1,234,567 | 1234567",
					"0 | 0", "4.50 | \"4.50\"", "4500,5 | \"4500,5\"", "-1 | \"-1\"", "gratis | \"gratis\"",
					"1e3 | \"1e3\"" })
	void understandsAPriceAsPeopleWriteIt(String price, String sent) {
		FilledForm form = new FilledForm("", price, "", false, "", "");

		assertThat(new String(form.json(StandInShop.ZONE), UTF_8)).isEqualTo("{\"price\":" + sent + "}");
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-28T20:30, 2026-11-28T20:30:00-03:00", "2026-07-01T20:30, 2026-07-01T20:30:00-04:00", "'', ''",
			"mañana, mañana" })
	void isForWhenTheShopsClockShowsIt(String clock, String sent) {
		FilledForm form = new FilledForm("", "", "", true, clock, "");

		assertThat(new String(form.json(StandInShop.ZONE), UTF_8)).isEqualTo("{\"for\":\"" + sent + "\"}");
	}

	@ParameterizedTest
	@CsvSource({ "when=now&for=2026-11-28T20:30, false", "when=later&for=, true", "for=2026-11-28T20:30, true",
			"for=, false", "'', false" })
	void isForLaterWhereThatIsSaid(String body, boolean later) {
		assertThat(read(body).later()).isEqualTo(later);
	}

	@Test
	void isNothingElse() {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read("name=%zz"));
	}

	private static FilledForm read(String body) {
		return FilledForm.read(body.getBytes(UTF_8));
	}

}
