package cl.reparto.service.keys;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A request with a key: the id that was derived from the key, and 128 bits that tell
 * whether two requests ask for the same, without keeping what they ask for.
 *
 * @param id the derived id
 * @param high the first half of the fingerprint
 * @param low the second half
 */
public record KeyedRequest(UUID id, long high, long low) {

	private static final String HEADER = "idempotency";

	/**
	 * A request.
	 * @param id its derived id
	 * @param content all that it asks for, in an order that is the same each time
	 * @return the id, with a fingerprint of SHA-256
	 */
	public static KeyedRequest of(UUID id, String... content) {
		MessageDigest digest = sha256();
		for (String each : content) {
			digest.update(each.getBytes(UTF_8));
			// UTF-8 does not have it: no two texts are the same as two others when
			// joined.
			digest.update((byte) 0xff);
		}
		ByteBuffer hash = ByteBuffer.wrap(digest.digest());
		return new KeyedRequest(id, hash.getLong(), hash.getLong());
	}

	/**
	 * The request that a record was made of.
	 * @param headers the record's
	 * @return empty if it had no key, or the record does not say so
	 */
	public static Optional<KeyedRequest> read(Headers headers) {
		Header header = headers.lastHeader(HEADER);
		if (header == null || header.value() == null || header.value().length != 4 * Long.BYTES) {
			return Optional.empty();
		}
		ByteBuffer bytes = ByteBuffer.wrap(header.value());
		return Optional
			.of(new KeyedRequest(new UUID(bytes.getLong(), bytes.getLong()), bytes.getLong(), bytes.getLong()));
	}

	void write(Headers headers) {
		headers.add(HEADER,
				ByteBuffer.allocate(4 * Long.BYTES)
					.putLong(this.id.getMostSignificantBits())
					.putLong(this.id.getLeastSignificantBits())
					.putLong(this.high)
					.putLong(this.low)
					.array());
	}

	/** Whether another asks for the same, perhaps under another id. */
	boolean isSameAs(KeyedRequest other) {
		return this.high == other.high && this.low == other.low;
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
