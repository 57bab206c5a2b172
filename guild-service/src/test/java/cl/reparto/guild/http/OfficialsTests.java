package cl.reparto.guild.http;

import java.time.Instant;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OfficialsTests {

	private static final String KEY = "a-long-key";

	private Instant now = Instant.parse("2026-11-27T15:00:00Z");

	private final Officials officials = officials(KEY);

	private Officials officials(@Nullable String key) {
		return new Officials(new GuildKey(new OfficialsSettings(key), () -> this.now));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer a-long-key", "bearer a-long-key", "Bearer  a-long-key " })
	void knowsWhoHasTheKey(String header) {
		assertThat(this.officials.isOfficial(request(header))).isTrue();
		assertThatCode(() -> this.officials.require(request(header))).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Bearer", "Bearer ", "Bearer a-long-ke", "Bearer a-long-keyy", "Basic a-long-key",
			"a-long-key", "Bearer A-LONG-KEY" })
	void knowsNobodyElse(String header) {
		assertThat(this.officials.isOfficial(request(header))).isFalse();
		assertThat(refusal(this.officials, request(header))).contains("Authorization: Bearer");
	}

	@Test
	void knowsNobodyWhoSaysNothingOrTwoThings() {
		MockHttpServletRequest two = request("Bearer " + KEY);
		two.addHeader("Authorization", "Bearer " + KEY);

		assertThat(this.officials.isOfficial(new MockHttpServletRequest())).isFalse();
		assertThat(this.officials.isOfficial(two)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "none" })
	void knowsNobodyWithoutAKeyAndSaysSo(String key) {
		Officials without = officials(key.equals("none") ? null : key);

		assertThat(without.isOfficial(request("Bearer " + key))).isFalse();
		assertThat(without.isOfficial(request("Bearer"))).isFalse();
		assertThat(refusal(without, request("Bearer " + key))).contains("reparto.guild.key");
	}

	@Test
	void saysByWhatToProveIt() {
		assertThatThrownBy(() -> this.officials.require(request(""))).isInstanceOfSatisfying(ProblemException.class,
				(refused) -> {
					assertThat(refused.kind()).isEqualTo(ProblemKind.OFFICIAL_ONLY);
					assertThat(refused.getStatusCode().value()).isEqualTo(401);
					assertThat(refused.getHeaders().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
				});
	}

	/** Others go on; a wrong key more is no new beginning. */
	@Test
	void listensToNoKeyOfWhoGaveTooManyWrongOnesForAMinute() {
		for (int i = 0; i < GuildKey.MOST_WRONG; i++) {
			assertThat(this.officials.isOfficial(request("Bearer guess-" + i))).isFalse();
		}
		this.now = this.now.plusSeconds(59);

		assertThatThrownBy(() -> this.officials.require(request("Bearer " + KEY)))
			.isInstanceOfSatisfying(ProblemException.class, (refused) -> {
				assertThat(refused.kind()).isEqualTo(ProblemKind.TOO_MANY_WRONG_KEYS);
				assertThat(refused.getStatusCode().value()).isEqualTo(429);
				assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo("60");
			});
		assertThat(this.officials.isOfficial(new MockHttpServletRequest())).as("who gives no key").isFalse();
		MockHttpServletRequest other = request("Bearer " + KEY);
		other.setRemoteAddr("192.0.2.1");
		assertThat(this.officials.isOfficial(other)).isTrue();
		this.now = this.now.plusSeconds(1);
		assertThat(this.officials.isOfficial(request("Bearer " + KEY))).isTrue();
	}

	@Test
	void mindsNoRightKeyHoweverOften() {
		for (int i = 0; i < 3 * GuildKey.MOST_WRONG; i++) {
			assertThat(this.officials.isOfficial(request("Bearer " + KEY))).isTrue();
		}
	}

	private static @Nullable String refusal(Officials officials, MockHttpServletRequest request) {
		try {
			officials.require(request);
			return null;
		}
		catch (ProblemException ex) {
			return ex.getBody().getDetail();
		}
	}

	private static MockHttpServletRequest request(String header) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Authorization", header);
		return request;
	}

}
