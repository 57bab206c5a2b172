package cl.reparto.guild.sales.http;

import java.time.LocalDate;
import java.util.Map;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.junit.jupiter.api.Test;

import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DailySalesQueryTests {

	private static final LocalDate TODAY = LocalDate.parse("2026-11-27");

	@Test
	void meansAllOfTodayWhereNothingIsSaid() {
		DailySalesQuery query = query(Map.of());

		assertThat(query.dia()).isEqualTo(TODAY);
		assertThat(query.patente()).isNull();
		assertThat(query.csv()).isNull();
		assertThat(query.page().most()).isEqualTo(100);
	}

	@Test
	void takesAPlateAsPeopleWriteIt() {
		assertThat(query(Map.of("patente", " klzx-12")).patente()).isEqualTo("KLZX-12");
	}

	@Test
	void namesAllThatIsWrong() {
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> query(Map.of("dia", "27-11-2026", "patente", "=1+1", "formato", "xml", "limit", "501")))
			.satisfies((ex) -> {
				assertThat(ex.kind()).isEqualTo(ProblemKind.INVALID_QUERY);
				assertThat(ex.getBody().getProperties().get("errors")).asString()
					.contains("dia", "patente", "formato", "limit")
					.doesNotContain("=1+1", "xml");
			});
	}

	@Test
	void asksForTheNextPageAsItAskedForThisOne() {
		assertThat(query(Map.of("patente", "KLZX-12", "formato", "csv", "limit", "2")).next("abc"))
			.isEqualTo("?dia=2026-11-27&patente=KLZX-12&formato=csv&limit=2&siguiente=abc");
		assertThat(query(Map.of()).next("abc")).isEqualTo("?dia=2026-11-27&limit=100&siguiente=abc");
	}

	private static DailySalesQuery query(Map<String, String> parameters) {
		return DailySalesQuery.of(MultiValueMap.fromSingleValue(parameters), TODAY);
	}

}
