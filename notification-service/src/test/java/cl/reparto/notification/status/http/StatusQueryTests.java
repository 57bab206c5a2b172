package cl.reparto.notification.status.http;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import cl.reparto.model.Status;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatusQueryTests {

	private static final String ID = "3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b";

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	@Test
	void waitsALittleForAnOrderThatMayBeNew() {
		assertThat(query(ID, null, null, null))
			.isEqualTo(new StatusQuery(UUID.fromString(ID), SeenVersions.NONE, Status.RECIBIDO, PATIENCE));
	}

	@ParameterizedTest
	@CsvSource({ "30s,PT30S", "500ms,PT0.5S", "60s,PT60S", "1m,PT60S", "5,PT5S", "0s,PT0S", ",PT30S" })
	void waitsAsLongAsAsked(@Nullable String timeout, Duration most) {
		assertThat(query(ID, "entregando", timeout, null))
			.isEqualTo(new StatusQuery(UUID.fromString(ID), SeenVersions.NONE, Status.ENTREGANDO, most));
	}

	/** RFC 9110, 13.1.2: tags are compared weakly, and there may be a list of them. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"3"                | 3 | 3
			W/"3"              | 3 | 3
			"1", W/"3" , "2"   | 3 | 1 2 3
			W/"1","2"          | 2 | 1 2
			*                  | 0 | 1 2 3 4
			"a,b", "2"         | 2 | 2
			"100"              | 0 |
			"0", "033", x, ""  | 0 |
			""")
	void knowsWhatWasSeenElsewhere(String tags, int newest, @Nullable String old) {
		SeenVersions seen = query(ID, "entregando", null, tags).seen();

		assertThat(seen.newest()).isEqualTo(newest);
		assertThat(IntStream.rangeClosed(1, 4).filter(seen::has).mapToObj(Integer::toString))
			.containsExactly((old != null) ? old.split(" ") : new String[0]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "1-1-1-1-1", "3f2a91c45b6d4e7f8a9b0c1d2e3f4a5b", ID + "0", "{" + ID + "}" })
	void refusesWhatIsNoId(String id) {
		assertRefuses(() -> query(id, null, null, null), "id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "61s", "-1s", "x", "", "1h", "99999999999999999999s", "9223372036854775807d" })
	void refusesWhatIsNoTimeout(String timeout) {
		assertRefuses(() -> query(ID, "entregando", timeout, null), "timeout");
	}

	@Test
	void namesEverythingThatIsWrong() {
		assertRefuses(() -> query("x", "ENTREGANDO", "1h", null), "id", "timeout", "waitFor");
	}

	@Test
	void refusesATimeoutForNothing() {
		assertRefuses(() -> query(ID, null, "1s", null), "timeout");
	}

	private static void assertRefuses(ThrowingCallable question, String... fields) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(question).satisfies((ex) -> {
			assertThat(ex.kind()).isEqualTo(ProblemKind.INVALID_QUERY);
			assertThat((List<?>) ex.getBody().getProperties().get("errors")).extracting("field")
				.containsExactly((Object[]) fields);
		});
	}

	private static StatusQuery query(String id, @Nullable String waitFor, @Nullable String timeout,
			@Nullable String ifNoneMatch) {
		return StatusQuery.of(id, waitFor, timeout, ifNoneMatch, PATIENCE);
	}

}
