package cl.reparto.service.access;

import java.time.Duration;
import java.time.Instant;

import cl.reparto.service.access.PageSessions.SignIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class PageSessionsTests {

	private static final Instant NOON = Instant.parse("2026-11-27T15:00:00Z");

	private static final String KEY = "a-long-key";

	private final PageSessions sessions = at(NOON, KEY);

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final String word = begin();

	private String begin() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.sessions.begin(" a-long-key\n", new MockHttpServletRequest(), response);
		String cookie = String.valueOf(response.getHeader("Set-Cookie"));
		return cookie.substring("tablero=".length(), cookie.indexOf(';'));
	}

	@Test
	void knowsWhoHasGivenTheKeyForTwelveHoursOnEveryInstance() {
		assertThat(this.sessions.isOpen(with(this.word))).isTrue();
		assertThat(at(NOON.plus(Duration.ofHours(12)).minusSeconds(1), KEY).isOpen(with(this.word))).isTrue();
		assertThat(at(NOON.plus(Duration.ofHours(12)), KEY).isOpen(with(this.word))).isFalse();
	}

	@Test
	void keepsTheWordWhereNoScriptReadsItAndNoOtherSiteSendsIt() {
		this.request.setSecure(true);

		assertThat(this.sessions.begin(KEY, this.request, this.response)).isEqualTo(SignIn.DONE);

		assertThat(this.response.getHeader("Set-Cookie")).startsWith("tablero=" + this.word + "; ")
			.contains("Max-Age=43200", "HttpOnly", "SameSite=Strict", "Secure")
			.doesNotContain("Path", "Domain");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a-long-ke", "A-LONG-KEY" })
	void beginsWithNothingElse(String key) {
		assertThat(this.sessions.begin(key, this.request, this.response)).isEqualTo(SignIn.WRONG_KEY);
		assertThat(this.response.getHeader("Set-Cookie")).isNull();
	}

	@Test
	void saysThatThereWereTooManyGuesses() {
		for (int i = 0; i < AccessKey.MOST_WRONG; i++) {
			assertThat(this.sessions.begin(null, this.request, this.response)).isEqualTo(SignIn.WRONG_KEY);
		}

		assertThat(this.sessions.begin(KEY, this.request, this.response)).isEqualTo(SignIn.TOO_MANY_WRONG_KEYS);
		assertThat(this.response.getHeader("Set-Cookie")).isNull();
	}

	@Test
	void knowsNoWordThatSomebodyMadeUp() {
		String later = Long.parseLong(this.word.substring(0, this.word.indexOf('.'))) + 1
				+ this.word.substring(this.word.indexOf('.'));

		assertThat(this.sessions.isOpen(with(later))).isFalse();
		assertThat(this.sessions.isOpen(with(""))).isFalse();
		assertThat(this.sessions.isOpen(with("99999999999." + "A".repeat(43)))).isFalse();
		assertThat(this.sessions.isOpen(this.request)).isFalse();
	}

	@Test
	void endsWithTheKey() {
		assertThat(at(NOON, "another-key").isOpen(with(this.word))).isFalse();
	}

	@Test
	void knowsTheFormsOfASessionThatGoesOn() {
		String token = this.sessions.token(with(this.word));

		assertThat(this.sessions.isToken(token, with(this.word))).isTrue();
		assertThat(this.sessions.isToken(null, with(this.word))).isFalse();
		assertThat(this.sessions.isToken(token, this.request)).isFalse();
		assertThat(this.sessions.isToken(this.word, with(this.word))).isFalse();
		assertThat(at(NOON.plus(Duration.ofHours(13)), KEY).isToken(token, with(this.word))).isFalse();
	}

	@Test
	void endsByAFormOfItsOwn() {
		assertThat(this.sessions.end(this.word, with(this.word), this.response)).isFalse();
		assertThat(this.response.getHeader("Set-Cookie")).isNull();

		assertThat(this.sessions.end(this.sessions.token(with(this.word)), with(this.word), this.response)).isTrue();
		assertThat(this.response.getHeader("Set-Cookie")).startsWith("tablero=; Max-Age=0").doesNotContain("Secure");
	}

	@Test
	void knowsNobodyWithoutAKey() {
		PageSessions none = at(NOON, null);

		assertThat(none.arePossible()).isFalse();
		assertThat(none.begin("null", this.request, this.response)).isEqualTo(SignIn.WRONG_KEY);
		assertThat(none.isOpen(with(this.word))).isFalse();
		assertThat(none.token(with(this.word))).isNull();
	}

	private static PageSessions at(Instant now, @Nullable String key) {
		return new PageSessions("tablero", new AccessKey(key, () -> now), () -> now);
	}

	private static HttpServletRequest with(String word) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie("gremio", "x"), new Cookie("tablero", word));
		return request;
	}

}
