package cl.reparto.service.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A key that tells some people from everyone else, and how often each client has guessed
 * at it. Who guesses too often is not listened to for a while, right or wrong, so that
 * nobody tries many. Programs show it as a bearer token (RFC 6750, 2.1).
 */
public final class AccessKey {

	/** Far more than a person gets wrong. */
	static final int MOST_WRONG = 10;

	/** As {@code Retry-After} says it. */
	static final Duration WHILE = Duration.ofMinutes(1);

	/** A limit for memory. Beyond it, who has not guessed for long may again. */
	private static final int MOST_CLIENTS = 10_000;

	/** Not case-sensitive (RFC 9110, 11.1). */
	private static final String SCHEME = "Bearer ";

	private static final String ALGORITHM = "HmacSHA256";

	private final @Nullable String key;

	private final byte[] digest;

	private final Cache<String, AtomicInteger> wrong;

	/**
	 * Knows of no guess yet.
	 * @param key the key; null or blank if there is none, and so nobody has it
	 * @param clock the time
	 */
	public AccessKey(@Nullable String key, InstantSource clock) {
		this.key = (key == null || key.isBlank()) ? null : key.strip();
		this.digest = digest(String.valueOf(this.key));
		this.wrong = Caffeine.newBuilder()
			.maximumSize(MOST_CLIENTS)
			.expireAfterWrite(WHILE)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.build();
	}

	/**
	 * Whether anybody can have it.
	 * @return false if none is set
	 */
	public boolean exists() {
		return this.key != null;
	}

	/**
	 * What a request shows.
	 * @param request the request
	 * @return nothing, the key or something else
	 * @throws ProblemException as {@link ProblemKind#TOO_MANY_WRONG_KEYS} if it shows
	 * something, after too many from there that were wrong
	 */
	public Shown shownBy(HttpServletRequest request) {
		List<String> given = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
		if (given.isEmpty()) {
			return Shown.NOTHING;
		}
		String header = given.getFirst();
		return (given.size() == 1 && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
				&& is(header.substring(SCHEME.length()), request)) ? Shown.KEY : Shown.OTHER;
	}

	/**
	 * Whether somebody has the key. Takes as long for one that is nearly right as for any
	 * other.
	 * @param given what they give as the key
	 * @param from by which request
	 * @return whether it is the key
	 * @throws ProblemException as {@link ProblemKind#TOO_MANY_WRONG_KEYS} if this client
	 * has given too many that were not
	 */
	boolean is(String given, HttpServletRequest from) {
		if (this.key == null) {
			return false;
		}
		AtomicInteger guesses = this.wrong.get(from.getRemoteAddr(), (_) -> new AtomicInteger());
		synchronized (guesses) {
			if (guesses.get() >= MOST_WRONG) {
				throw new ProblemException(ProblemKind.TOO_MANY_WRONG_KEYS);
			}
			boolean right = MessageDigest.isEqual(this.digest, digest(given.strip()));
			if (!right) {
				guesses.incrementAndGet();
			}
			return right;
		}
	}

	/**
	 * What only those can write who know the key.
	 * @param text any text
	 * @return 43 letters, digits, hyphens and underscores
	 */
	String seal(String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			// A key of no length is none.
			mac.init(new SecretKeySpec(('.' + String.valueOf(this.key)).getBytes(UTF_8), ALGORITHM));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] digest(String key) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What a request shows. */
	public enum Shown {

		/** Nothing at all. */
		NOTHING,
		/** The key. */
		KEY,
		/** What is not the key. */
		OTHER

	}

}
