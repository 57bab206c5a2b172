package cl.reparto.service.access;

import java.time.Duration;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The cookie in which a browser keeps a session's word. No script reads it, and no other
 * site sends it. Without a path: a cookie's own is that of the forms that set it,
 * whatever is before it.
 *
 * @param name its name, another for each page
 */
public record SessionCookie(String name) {

	/**
	 * What a request carries.
	 * @param request the request
	 * @return the session's word, as somebody gives it; null for none
	 */
	public @Nullable String word(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, this.name);
		return (cookie != null) ? cookie.getValue() : null;
	}

	/**
	 * Keeps a word for as long as its session.
	 * @param word the session's word
	 * @param request the request that began it
	 * @return what is answered as {@code Set-Cookie}
	 */
	public ResponseCookie keep(String word, HttpServletRequest request) {
		return cookie(word, Sessions.LENGTH, request);
	}

	/**
	 * Forgets the word.
	 * @param request the request that ends the session
	 * @return what is answered as {@code Set-Cookie}
	 */
	public ResponseCookie forget(HttpServletRequest request) {
		return cookie("", Duration.ZERO, request);
	}

	private ResponseCookie cookie(String word, Duration age, HttpServletRequest request) {
		return ResponseCookie.from(this.name, word)
			.httpOnly(true)
			.sameSite("Strict")
			.secure(request.isSecure())
			.maxAge(age)
			.build();
	}

}
