package cl.reparto.notification.command;

import java.util.List;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IfMatchTests {

	/** Version 3 is known here. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"3"               | 3
			*                 |
			"1"               | 1
			"7"               | 7
			"1", "3", "5"     | 3
			"1" ,"5" , "9"    | 5
			"1","2"           | 2
			W/"3", "2"        | 2
			, "2",            | 2
			"a,b", "2", "99"  | 99
			""")
	void asksForTheVersionThatTheOrderMayHave(String tags, @Nullable Integer version) {
		assertThat(IfMatch.of(List.of(tags)).version(3)).isEqualTo(version);
	}

	@Test
	void asksForNoneWhereNothingIsSaid() {
		assertThat(IfMatch.of(List.of()).version(3)).isNull();
	}

	@Test
	void isOneListInSeveralHeaders() {
		assertThat(IfMatch.of(List.of("\"1\"", "\"4\"")).version(3)).isEqualTo(4);
	}

	/** RFC 9110, 13.1.1: tags are compared strongly. */
	@ParameterizedTest
	@ValueSource(strings = { "W/\"3\"", "\"0\"", "\"100\"", "\"x\"", "\"\"" })
	void isNeverMetByATagOfNoVersion(String tags) {
		assertThat(IfMatch.of(List.of(tags)).isNever()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "3", "", "\"3", "\"3\" \"4\"", "*, \"3\"", "w/\"3\"", "x\"3\"", "\"3\"x" })
	void refusesWhatIsNoListOfTags(String tags) {
		assertThatThrownBy(() -> IfMatch.of(List.of(tags))).isInstanceOfSatisfying(ProblemException.class,
				(refused) -> assertThat(refused.kind()).isEqualTo(ProblemKind.BAD_REQUEST));
	}

}
