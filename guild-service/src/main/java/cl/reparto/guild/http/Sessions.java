package cl.reparto.guild.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Officials who look at pages: who has shown the guild's key once is known for some hours
 * by a sealed word. Every instance knows it, none keeps it, and a new key ends all.
 */
@Component
public final class Sessions {

	/** How long a session lasts. */
	public static final Duration LENGTH = Duration.ofHours(12);

	private static final String ALGORITHM = "HmacSHA256";

	private final OfficialsSettings settings;

	private final GuildKey key;

	private final InstantSource clock;

	Sessions(OfficialsSettings settings, GuildKey key, InstantSource clock) {
		this.settings = settings;
		this.key = key;
		this.clock = clock;
	}

	/**
	 * Whether there can be any.
	 * @return false if the guild has no key
	 */
	public boolean arePossible() {
		return this.key.exists();
	}

	/**
	 * Begins a session.
	 * @param given what somebody gives as the guild's key
	 * @param from by which request
	 * @return the session's word, of letters, digits, dots and hyphens; empty if it is
	 * not the key
	 * @throws ProblemException as {@link ProblemKind#TOO_MANY_WRONG_KEYS} if this client
	 * has given too many that were not
	 */
	public Optional<String> begin(String given, HttpServletRequest from) {
		String known = this.settings.key();
		if (known == null || !this.key.is(given, from)) {
			return Optional.empty();
		}
		long until = this.clock.instant().plus(LENGTH).getEpochSecond();
		return Optional.of(until + "." + text("session", Long.toString(until), known));
	}

	/**
	 * Whether a session goes on.
	 * @param word what somebody gives as its word; null for none
	 * @return false if it is none of ours, or is over
	 */
	public boolean isOpen(@Nullable String word) {
		String known = this.settings.key();
		if (word == null || known == null || !word.matches("[0-9]{1,11}\\.[A-Za-z0-9_-]{43}")) {
			return false;
		}
		String until = word.substring(0, word.indexOf('.'));
		return Instant.ofEpochSecond(Long.parseLong(until)).isAfter(this.clock.instant())
				&& isSame(text("session", until, known), word.substring(until.length() + 1));
	}

	/**
	 * What a form of a session carries, so that no other page can send it.
	 * @param word the session's word
	 * @return letters, digits and hyphens
	 */
	public String token(String word) {
		return text("form", word, String.valueOf(this.settings.key()));
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

	private static String text(String purpose, String text, String key) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(seal(purpose + ' ' + text, key));
	}

	private static byte[] seal(String text, String key) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			// A key of no length is none.
			mac.init(new SecretKeySpec(('.' + key).getBytes(UTF_8), ALGORITHM));
			return mac.doFinal(text.getBytes(UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
