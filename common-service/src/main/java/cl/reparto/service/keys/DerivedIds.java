package cl.reparto.service.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The ids of requests with a key. Knowing an id is the right to read what became of it,
 * so none can be guessed: not even by who knows the key.
 */
final class DerivedIds {

	private static final String ALGORITHM = "HmacSHA256";

	/** UUIDs of the writer's own making (RFC 9562, 5.8). */
	private static final int DERIVED = 8;

	private final SecretKeySpec secret;

	DerivedIds(String secret) {
		this.secret = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
	}

	/**
	 * The id of a text.
	 * @param text a key, perhaps with what else it depends on
	 * @return the same id each time, on every instance with the same secret
	 */
	UUID of(String text) {
		ByteBuffer hash = ByteBuffer.wrap(hmac(text));
		long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | (long) DERIVED << 12;
		long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
		return new UUID(high, low);
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

	private byte[] hmac(String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.secret);
			return mac.doFinal(text.getBytes(UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + " is part of every JDK", ex);
		}
	}

}
