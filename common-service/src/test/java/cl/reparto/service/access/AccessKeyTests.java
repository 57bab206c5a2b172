package cl.reparto.service.access;

import java.time.Instant;

import cl.reparto.service.access.AccessKey.Shown;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccessKeyTests {

	private static final String KEY = "a-long-key";

	private Instant now = Instant.parse("2026-11-27T15:00:00Z");

	private final AccessKey key = new AccessKey(KEY, () -> this.now);

	@ParameterizedTest
	@ValueSource(strings = { "Bearer a-long-key", "bearer a-long-key", "Bearer  a-long-key " })
	void knowsWhoHasIt(String header) {
		assertThat(this.key.shownBy(request(header))).isEqualTo(Shown.KEY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Bearer", "Bearer ", "Bearer a-long-ke", "Bearer a-long-keyy", "Basic a-long-key",
			"a-long-key", "Bearer A-LONG-KEY" })
	void knowsNobodyElse(String header) {
		assertThat(this.key.shownBy(request(header))).isEqualTo(Shown.OTHER);
	}

	@Test
	void tellsWhoSaysNothingFromWhoSaysTwoThings() {
		MockHttpServletRequest two = request("Bearer " + KEY);
		two.addHeader("Authorization", "Bearer " + KEY);

		assertThat(this.key.shownBy(new MockHttpServletRequest())).isEqualTo(Shown.NOTHING);
		assertThat(this.key.shownBy(two)).isEqualTo(Shown.OTHER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void isNobodysWhereThereIsNone(String blank) {
		AccessKey none = new AccessKey(blank, () -> this.now);

		assertThat(none.exists()).isFalse();
		assertThat(none.shownBy(request("Bearer " + blank))).isEqualTo(Shown.OTHER);
		assertThat(new AccessKey(null, () -> this.now).shownBy(request("Bearer null"))).isEqualTo(Shown.OTHER);
	}

	/** Others go on; a wrong key more is no new beginning. */
	@Test
	void listensToNoKeyOfWhoGaveTooManyWrongOnesForAMinute() {
		for (int i = 0; i < AccessKey.MOST_WRONG; i++) {
			assertThat(this.key.shownBy(request("Bearer guess-" + i))).isEqualTo(Shown.OTHER);
		}
		this.now = this.now.plusSeconds(59);

		assertThatThrownBy(() -> this.key.shownBy(request("Bearer " + KEY)))
			.isInstanceOfSatisfying(ProblemException.class, (refused) -> {
				assertThat(refused.kind()).isEqualTo(ProblemKind.TOO_MANY_WRONG_KEYS);
				assertThat(refused.getStatusCode().value()).isEqualTo(429);
				assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo("60");
			});
		assertThat(this.key.shownBy(new MockHttpServletRequest())).as("who gives no key").isEqualTo(Shown.NOTHING);
		MockHttpServletRequest other = request("Bearer " + KEY);
		other.setRemoteAddr("192.0.2.1");
		assertThat(this.key.shownBy(other)).isEqualTo(Shown.KEY);
		this.now = this.now.plusSeconds(1);
		assertThat(this.key.shownBy(request("Bearer " + KEY))).isEqualTo(Shown.KEY);
	}

	@Test
	void mindsNoRightKeyHoweverOften() {
		for (int i = 0; i < 3 * AccessKey.MOST_WRONG; i++) {
			assertThat(this.key.shownBy(request("Bearer " + KEY))).isEqualTo(Shown.KEY);
		}
	}

	private static MockHttpServletRequest request(String header) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Authorization", header);
		return request;
	}

}
