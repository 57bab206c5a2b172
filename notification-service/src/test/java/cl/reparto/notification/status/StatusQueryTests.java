package cl.reparto.notification.status;

import java.time.Duration;
import java.util.UUID;

import cl.reparto.model.Status;
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
			.isEqualTo(new StatusQuery(UUID.fromString(ID), Status.RECIBIDO, PATIENCE));
	}

	@ParameterizedTest
	@CsvSource({ "30s,PT30S", "500ms,PT0.5S", "60s,PT60S", "1m,PT60S", "5,PT5S", "0s,PT0S", ",PT30S" })
	void waitsAsLongAsAsked(@Nullable String timeout, Duration most) {
		assertThat(query(ID, "entregando", timeout, null))
			.isEqualTo(new StatusQuery(UUID.fromString(ID), Status.ENTREGANDO, most));
	}

	@ParameterizedTest
	@CsvSource({ "\"3\",ENTREGANDO", "\"1\",RECIBIDO", "*,RECIBIDO", "W/\"3\",RECIBIDO", "\"9\",RECIBIDO" })
	void waitsForWhatWasSeenElsewhere(String etag, Status seen) {
		assertThat(query(ID, null, null, etag).waitFor()).isEqualTo(seen);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "1-1-1-1-1", "3f2a91c45b6d4e7f8a9b0c1d2e3f4a5b", ID + "0", "{" + ID + "}" })
	void refusesWhatIsNoId(String id) {
		assertThatExceptionOfType(BadQueryException.class).isThrownBy(() -> query(id, null, null, null))
			.satisfies((ex) -> assertThat(ex.errors()).containsOnlyKeys("id"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "61s", "-1s", "x", "", "1h", "99999999999999999999s", "9223372036854775807d" })
	void refusesWhatIsNoTimeout(String timeout) {
		assertThatExceptionOfType(BadQueryException.class).isThrownBy(() -> query(ID, "entregando", timeout, null))
			.satisfies((ex) -> assertThat(ex.errors()).containsOnlyKeys("timeout"));
	}

	@Test
	void namesEverythingThatIsWrong() {
		assertThatExceptionOfType(BadQueryException.class).isThrownBy(() -> query("x", "ENTREGANDO", "1h", null))
			.satisfies((ex) -> assertThat(ex.errors()).containsOnlyKeys("id", "waitFor", "timeout"));
	}

	@Test
	void refusesATimeoutForNothing() {
		assertThatExceptionOfType(BadQueryException.class).isThrownBy(() -> query(ID, null, "1s", null))
			.satisfies((ex) -> assertThat(ex.errors()).containsOnlyKeys("timeout"));
	}

	private static StatusQuery query(String id, @Nullable String waitFor, @Nullable String timeout,
			@Nullable String ifNoneMatch) {
		return StatusQuery.of(id, waitFor, timeout, ifNoneMatch, PATIENCE);
	}

}
