package cl.reparto.service.access;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class SessionCookieTests {

	private final SessionCookie cookie = new SessionCookie("tablero");

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@Test
	void isReadByNoScriptAndSentByNoOtherSite() {
		this.request.setSecure(true);

		assertThat(this.cookie.keep("1.a", this.request).toString()).startsWith("tablero=1.a; ")
			.contains("Max-Age=43200", "HttpOnly", "SameSite=Strict", "Secure")
			.doesNotContain("Path", "Domain");
	}

	@Test
	void isForgotten() {
		assertThat(this.cookie.forget(this.request).toString()).startsWith("tablero=; Max-Age=0")
			.doesNotContain("Secure");
	}

	@Test
	void givesTheWordThatComesBack() {
		assertThat(this.cookie.word(this.request)).isNull();

		this.request.setCookies(new Cookie("gremio", "x"), new Cookie("tablero", "1.a"));

		assertThat(this.cookie.word(this.request)).isEqualTo("1.a");
	}

}
