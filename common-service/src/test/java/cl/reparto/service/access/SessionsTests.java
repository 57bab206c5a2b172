package cl.reparto.service.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class SessionsTests {

	private static final Instant NOON = Instant.parse("2026-11-27T15:00:00Z");

	private static final String KEY = "a-long-key";

	private final Sessions sessions = at(NOON, KEY);

	private final String word = this.sessions.begin(" a-long-key\n", new MockHttpServletRequest()).orElseThrow();

	@Test
	void knowsWhoHasGivenTheKeyForTwelveHoursOnEveryInstance() {
		assertThat(this.sessions.isOpen(this.word)).isTrue();
		assertThat(at(NOON.plus(Duration.ofHours(12)).minusSeconds(1), KEY).isOpen(this.word)).isTrue();
		assertThat(at(NOON.plus(Duration.ofHours(12)), KEY).isOpen(this.word)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a-long-ke", "A-LONG-KEY" })
	void beginsWithNothingElse(String key) {
		assertThat(this.sessions.begin(key, new MockHttpServletRequest())).isEmpty();
	}

	@Test
	void knowsNoWordThatSomebodyMadeUp() {
		String later = Long.parseLong(this.word.substring(0, this.word.indexOf('.'))) + 1
				+ this.word.substring(this.word.indexOf('.'));

		assertThat(this.sessions.isOpen(later)).isFalse();
		assertThat(this.sessions.isOpen("")).isFalse();
		assertThat(this.sessions.isOpen("99999999999." + "A".repeat(43))).isFalse();
		assertThat(this.sessions.isOpen(null)).isFalse();
	}

	@Test
	void endsWithTheKey() {
		assertThat(at(NOON, "another-key").isOpen(this.word)).isFalse();
	}

	@Test
	void knowsTheFormsOfASessionThatGoesOn() {
		String token = this.sessions.token(this.word);

		assertThat(this.sessions.isToken(this.word, token)).isTrue();
		assertThat(this.sessions.isToken(this.word, null)).isFalse();
		assertThat(this.sessions.isToken(null, token)).isFalse();
		assertThat(this.sessions.isToken(this.word, this.word)).isFalse();
		assertThat(at(NOON.plus(Duration.ofHours(13)), KEY).isToken(this.word, token)).isFalse();
	}

	@Test
	void knowsNobodyWithoutAKey() {
		Sessions none = at(NOON, null);

		assertThat(none.arePossible()).isFalse();
		assertThat(none.begin("null", new MockHttpServletRequest())).isEmpty();
		assertThat(none.isOpen(this.word)).isFalse();
	}

	private static Sessions at(Instant now, @Nullable String key) {
		InstantSource clock = Clock.fixed(now, ZoneOffset.UTC);
		return new Sessions(new AccessKey(key, clock), clock);
	}

}
