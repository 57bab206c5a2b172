package cl.reparto.request.keys;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import cl.reparto.model.OrderRequested;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tells whether two orders ask for the same, without keeping what they ask for. Prices
 * differ if they are written differently: 10.0 is not 10.00.
 *
 * @param high the first half
 * @param low the second half
 */
public record Fingerprint(long high, long low) {

	/**
	 * The fingerprint of an order.
	 * @param order as it is sent, or as it is read back
	 * @return 128 bits of SHA-256 over name, price and email
	 */
	public static Fingerprint of(OrderRequested order) {
		MessageDigest digest = sha256();
		// In plain notation, as on the wire: 1e3 is read back as 1000.
		update(digest, order.price().toPlainString());
		update(digest, order.name());
		update(digest, order.email());
		ByteBuffer hash = ByteBuffer.wrap(digest.digest());
		return new Fingerprint(hash.getLong(), hash.getLong());
	}

	/** Each text ends with a byte that UTF-8 does not have. */
	private static void update(MessageDigest digest, String text) {
		digest.update(text.getBytes(UTF_8));
		digest.update((byte) 0xff);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("SHA-256 is part of every JDK", ex);
		}
	}

}
