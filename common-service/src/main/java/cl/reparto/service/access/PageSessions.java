package cl.reparto.service.access;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * People who look at a page: who has shown a key once is known for some hours by a sealed
 * word. Every instance knows it, none keeps it, and a new key ends all. The browser keeps
 * it in a cookie that no script reads, and no other site sends. The cookie has no path:
 * its own is that of the forms that set it, whatever is before it.
 */
public final class PageSessions {

	/** How long a session lasts. */
	private static final Duration LENGTH = Duration.ofHours(12);

	private final String cookie;

	private final AccessKey key;

	private final InstantSource clock;

	/**
	 * Keeps nothing.
	 * @param cookie the cookie's name, another for each page
	 * @param key the key
	 * @param clock the time
	 */
	public PageSessions(String cookie, AccessKey key, InstantSource clock) {
		this.cookie = cookie;
		this.key = key;
		this.clock = clock;
	}

	/**
	 * Whether there can be any.
	 * @return false if there is no key
	 */
	public boolean arePossible() {
		return this.key.exists();
	}

	/**
	 * Whether a request is of a session that goes on.
	 * @param request the request
	 * @return false if nobody is signed in, or no more
	 */
	public boolean isOpen(HttpServletRequest request) {
		return word(request) != null;
	}

	/**
	 * What the forms of a session carry, so that no other page can send them.
	 * @param request a request of the session
	 * @return letters, digits, hyphens and underscores; null if it is not open
	 */
	public @Nullable String token(HttpServletRequest request) {
		String word = word(request);
		return (word != null) ? this.key.seal("form " + word) : null;
	}

	/**
	 * Whether a form is one of a session that goes on.
	 * @param given what the form carries; null for nothing
	 * @param request the request that sends it
	 * @return whether it is the session's {@link #token}
	 */
	public boolean isToken(@Nullable String given, HttpServletRequest request) {
		String token = token(request);
		return token != null && given != null && isSame(token, given);
	}

	/**
	 * Begins a session.
	 * @param given what somebody gives as the key; null for nothing
	 * @param request the request
	 * @param response takes the cookie
	 * @return whether it has begun, and why not
	 */
	public SignIn begin(@Nullable String given, HttpServletRequest request, HttpServletResponse response) {
		try {
			if (!this.key.is((given != null) ? given : "", request)) {
				return SignIn.WRONG_KEY;
			}
		}
		catch (ProblemException ex) {
			if (ex.kind() != ProblemKind.TOO_MANY_WRONG_KEYS) {
				throw ex;
			}
			return SignIn.TOO_MANY_WRONG_KEYS;
		}
		String until = String.valueOf(this.clock.instant().plus(LENGTH).getEpochSecond());
		setCookie(until + "." + seal(until), LENGTH, request, response);
		return SignIn.DONE;
	}

	/**
	 * Ends the session of a form.
	 * @param given what the form carries; null for nothing
	 * @param request the request that sends it
	 * @param response takes the end of the cookie
	 * @return false if it is not of a session that goes on
	 */
	public boolean end(@Nullable String given, HttpServletRequest request, HttpServletResponse response) {
		boolean theirs = isToken(given, request);
		if (theirs) {
			setCookie("", Duration.ZERO, request, response);
		}
		return theirs;
	}

	/** The session's word: when it ends, a dot and a seal; null unless it is open. */
	private @Nullable String word(HttpServletRequest request) {
		Cookie found = WebUtils.getCookie(request, this.cookie);
		String word = (found != null) ? found.getValue() : "";
		if (!this.key.exists() || !word.matches("[0-9]{1,11}\\.[A-Za-z0-9_-]{43}")) {
			return null;
		}
		String until = word.substring(0, word.indexOf('.'));
		boolean open = Instant.ofEpochSecond(Long.parseLong(until)).isAfter(this.clock.instant())
				&& isSame(seal(until), word.substring(until.length() + 1));
		return open ? word : null;
	}

	private String seal(String until) {
		return this.key.seal("session " + until);
	}

	private static boolean isSame(String one, String other) {
		return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
	}

	private void setCookie(String word, Duration age, HttpServletRequest request, HttpServletResponse response) {
		ResponseCookie made = ResponseCookie.from(this.cookie, word)
			.httpOnly(true)
			.sameSite("Strict")
			.secure(request.isSecure())
			.maxAge(age)
			.build();
		response.addHeader(HttpHeaders.SET_COOKIE, made.toString());
	}

	/** What comes of signing in. */
	public enum SignIn {

		/** A session has begun. */
		DONE,
		/** What was given is not the key. */
		WRONG_KEY,
		/** This client has given too many that were not. */
		TOO_MANY_WRONG_KEYS

	}

}
