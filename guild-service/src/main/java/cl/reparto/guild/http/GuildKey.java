package cl.reparto.guild.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The guild's key, and how often each client has guessed at it. Who guesses too often is
 * not listened to for a while, right or wrong, so that nobody tries many.
 */
@Component
final class GuildKey {

	/** Far more than a person gets wrong. */
	static final int MOST_WRONG = 10;

	/** As {@code Retry-After} says it. */
	static final Duration WHILE = Duration.ofMinutes(1);

	/** A limit for memory. Beyond it, who has not guessed for long may again. */
	private static final int MOST_CLIENTS = 10_000;

	private final byte @Nullable [] key;

	private final Cache<String, AtomicInteger> wrong;

	GuildKey(OfficialsSettings settings, InstantSource clock) {
		this.key = (settings.key() != null) ? digest(settings.key()) : null;
		this.wrong = Caffeine.newBuilder()
			.maximumSize(MOST_CLIENTS)
			.expireAfterWrite(WHILE)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.build();
	}

	boolean exists() {
		return this.key != null;
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
			boolean right = MessageDigest.isEqual(this.key, digest(given.strip()));
			if (!right) {
				guesses.incrementAndGet();
			}
			return right;
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

}
