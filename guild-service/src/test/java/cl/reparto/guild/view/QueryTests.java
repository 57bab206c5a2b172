package cl.reparto.guild.view;

import java.util.List;
import java.util.Map;

import cl.reparto.guild.events.Plate;
import cl.reparto.model.Json.WireName;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QueryTests {

	@Test
	void meansTheUsualWhereNothingIsSaid() {
		Query query = new Query(Map.of());

		assertThat(query.get("patente", Plate::normalize)).isNull();
		assertThat(query.get("color", Color.RED, QueryTests::color)).isEqualTo(Color.RED);
		assertThat(query.page()).isEqualTo(new PageQuery(100, null));
	}

	@Test
	void takesWhatIsSaid() {
		Query query = new Query(
				Map.of("patente", " klzx-12", "color", "dark-blue", "limit", "500", "siguiente", "abc"));

		assertThat(query.get("patente", Plate::normalize)).isEqualTo("KLZX-12");
		assertThat(query.get("color", Color.RED, QueryTests::color)).isEqualTo(Color.DARK_BLUE);
		assertThat(query.page()).isEqualTo(new PageQuery(500, "abc"));
	}

	@Test
	void namesAllThatIsWrongWithoutRepeatingIt() {
		Query query = new Query(Map.of("patente", "=1+1", "color", "puce", "limit", "501"));
		query.get("patente", Plate::normalize);
		query.get("color", QueryTests::color);

		assertThatExceptionOfType(ProblemException.class).isThrownBy(query::page).satisfies((refused) -> {
			assertThat(refused.kind()).isEqualTo(ProblemKind.INVALID_QUERY);
			assertThat(refused.getBody().getProperties().get("errors")).asString()
				.contains("patente", "color", "must be one of red, dark-blue", "limit")
				.doesNotContain("=1+1", "puce");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "501", "-1", "1.5", "x", "", "9999999999" })
	void refusesAnyOtherLimit(String limit) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> new Query(Map.of("limit", limit)).page());
	}

	private static Color color(String text) {
		return WireName.of(text, List.of(Color.values()));
	}

	private enum Color implements WireName {

		RED, DARK_BLUE

	}

}
