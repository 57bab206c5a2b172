package cl.reparto.service.access;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * People who look at pages: who has shown a key once is known for some hours by a sealed
 * word. Every instance knows it, none keeps it, and a new key ends all.
 */
public final class Sessions {

	/** How long a session lasts. */
	public static final Duration LENGTH = Duration.ofHours(12);

	private final AccessKey key;

	private final InstantSource clock;

	/**
	 * Keeps nothing.
	 * @param key the key
	 * @param clock the time
	 */
	public Sessions(AccessKey key, InstantSource clock) {
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
	 * Begins a session.
	 * @param given what somebody gives as the key
	 * @param from by which request
	 * @return the session's word, of letters, digits, dots and hyphens; empty if it is
	 * not the key
	 * @throws ProblemException as {@link ProblemKind#TOO_MANY_WRONG_KEYS} if this client
	 * has given too many that were not
	 */
	public Optional<String> begin(String given, HttpServletRequest from) {
		if (!this.key.is(given, from)) {
			return Optional.empty();
		}
		long until = this.clock.instant().plus(LENGTH).getEpochSecond();
		return Optional.of(until + "." + this.key.seal("session " + until));
	}

	/**
	 * Whether a session goes on.
	 * @param word what somebody gives as its word; null for none
	 * @return false if it is none of ours, or is over
	 */
	public boolean isOpen(@Nullable String word) {
		if (word == null || !this.key.exists() || !word.matches("[0-9]{1,11}\\.[A-Za-z0-9_-]{43}")) {
			return false;
		}
		String until = word.substring(0, word.indexOf('.'));
		return Instant.ofEpochSecond(Long.parseLong(until)).isAfter(this.clock.instant())
				&& isSame(this.key.seal("session " + until), word.substring(until.length() + 1));
	}

	/**
	 * What a form of a session carries, so that no other page can send it.
	 * @param word the session's word
	 * @return letters, digits and hyphens
	 */
	public String token(String word) {
		return this.key.seal("form " + word);
	}

	/**
	 * Whether a form is one of a session that goes on.
	 * @param word what somebody gives as the session's word; null for none
	 * @param token what the form carries; null for nothing
	 * @return whether it is {@link #token}
	 */
	public boolean isToken(@Nullable String word, @Nullable String token) {
		return word != null && token != null && isOpen(word) && isSame(token(word), token);
	}

	private static boolean isSame(String one, String other) {
		return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
	}

}
