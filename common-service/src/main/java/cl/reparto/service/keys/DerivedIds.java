package cl.reparto.service.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The ids of requests with a key. Knowing an id is the right to read what became of it,
 * so none can be guessed: not even by who knows the key.
 * <p>
 * An id is of a key and a day. A key's days begin at a time of its own, so that not all
 * of them turn at once. So a key that is used anew after its life stands for another id,
 * and whoever acts on requests may remember an id for longer than its key is known
 * (decision 20).
 */
final class DerivedIds {

	/** No key's life is shorter. */
	static final Duration DAY = Duration.ofDays(1);

	/**
	 * How long a key's new day is young: what was begun on the day before may still be on
	 * its way. Longer than a producer tries, and clocks may differ by the rest.
	 */
	static final Duration TURN = Duration.ofSeconds(4);

	private static final String ALGORITHM = "HmacSHA256";

	/** UUIDs of the writer's own making (RFC 9562, 5.8). */
	private static final int DERIVED = 8;

	/** No key has it, nor what else goes before one. */
	private static final char SEPARATOR = 0;

	private final List<Mac> secrets;

	private final int daysBefore;

	/**
	 * Derives with the first secret.
	 * @param secrets the one in use, and others that are still or already known
	 * @param life how long a key is known
	 */
	DerivedIds(List<String> secrets, Duration life) {
		this.secrets = secrets.stream().map(DerivedIds::mac).toList();
		this.daysBefore = (int) life.plus(DAY).minusMillis(1).dividedBy(DAY);
	}

	/**
	 * The ids that a text may stand for.
	 * @param text a key, perhaps with what else it depends on
	 * @param now the time
	 * @return the same on every instance with the same secrets
	 */
	Candidates of(String text, Instant now) {
		List<UUID> all = new ArrayList<>();
		Duration sinceTurn = DAY;
		for (Mac secret : this.secrets) {
			ByteBuffer base = hmac(secret, text);
			long clock = now.toEpochMilli() + Math.floorMod(base.getLong(0), DAY.toMillis());
			long day = Math.floorDiv(clock, DAY.toMillis());
			if (all.isEmpty()) {
				sinceTurn = Duration.ofMillis(Math.floorMod(clock, DAY.toMillis()));
			}
			for (long each = day; each >= day - this.daysBefore; each--) {
				all.add(id(hmac(secret, each + "" + SEPARATOR + text)));
			}
			// As all ids were before they were of a day.
			all.add(id(base));
		}
		return new Candidates(all, sinceTurn);
	}

	/**
	 * What tells a secret from others, without telling the secret.
	 * @return one for each secret, the one in use first
	 */
	List<Long> marks() {
		return this.secrets.stream().map((secret) -> hmac(secret, SEPARATOR + "secret").getLong()).toList();
	}

	/**
	 * Whether a record's key can be an id that was derived: a look at where a UUID has
	 * its version, since most records are read only to be passed over.
	 * @param key a record's key; null if it has none
	 * @return false if it is not a derived id for sure
	 */
	static boolean mayHave(@Nullable String key) {
		return key != null && key.length() == 36 && Character.digit(key.charAt(14), 16) == DERIVED;
	}

	private static UUID id(ByteBuffer hash) {
		long high = hash.getLong(0) & 0xffff_ffff_ffff_0fffL | (long) DERIVED << 12;
		long low = hash.getLong(Long.BYTES) & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
		return new UUID(high, low);
	}

	private static Mac mac(String secret) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + " is part of every JDK", ex);
		}
	}

	/** On a copy: threads share none, and to begin with the secret anew takes longer. */
	private static ByteBuffer hmac(Mac secret, String text) {
		try {
			return ByteBuffer.wrap(((Mac) secret.clone()).doFinal(text.getBytes(UTF_8)));
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ALGORITHM + " of the JDK can be cloned", ex);
		}
	}

	/**
	 * The ids that a key may stand for at a moment.
	 *
	 * @param all the one that a new request gets; then that of the day before; then those
	 * that were given out earlier, or by instances with another of the secrets in use
	 * @param sinceTurn how long the first has been the one for new requests
	 */
	record Candidates(List<UUID> all, Duration sinceTurn) {

		UUID current() {
			return this.all.getFirst();
		}

	}

}
