package cl.reparto.request;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import cl.reparto.service.topics.TopicLayout;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Gives orders their ids. Knowing an id is the right to read the order, so none can be
 * guessed: not even by who knows the {@code Idempotency-Key}.
 */
@Component
final class OrderIds {

	private static final String ALGORITHM = "HmacSHA256";

	/** UUIDs of the writer's own making (RFC 9562, 5.8). */
	private static final int DERIVED = 8;

	/**
	 * How long orders go to one partition before they go to the next, in milliseconds.
	 */
	private static final int TURN = 10;

	private final SecretKeySpec secret;

	private final int partitions;

	private final Clock clock;

	OrderIds(RequestSettings settings, TopicLayout layout, Clock clock) {
		this.secret = new SecretKeySpec(settings.idempotency().secret().getBytes(UTF_8), ALGORITHM);
		this.partitions = layout.partitions();
		this.clock = clock;
	}

	/**
	 * An id for an order without a key. Orders of the same moment get ids of the same
	 * partition, since one batch of many costs Kafka less than many of a few.
	 * @return a new random id
	 */
	UUID random() {
		UUID random = UUID.randomUUID();
		long partition = this.clock.millis() / TURN % this.partitions;
		UUID id = random;
		for (long change = 1; partition(id, this.partitions) != partition; change++) {
			id = new UUID(random.getMostSignificantBits(), random.getLeastSignificantBits() ^ change);
		}
		return id;
	}

	/** Where Kafka's producer puts a record by its key. */
	static int partition(UUID id, int partitions) {
		return Utils.toPositive(Utils.murmur2(id.toString().getBytes(US_ASCII))) % partitions;
	}

	/**
	 * The id of the one order of a key.
	 * @param key the key
	 * @return the same id each time, on every instance with the same secret
	 */
	UUID derived(IdempotencyKey key) {
		ByteBuffer hash = ByteBuffer.wrap(hmac(key.text()));
		long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | (long) DERIVED << 12;
		long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
		return new UUID(high, low);
	}

	/**
	 * Whether a record's key can be an id that was derived: a look at where a UUID has
	 * its version, since most orders are read only to be passed over.
	 * @param key a record's key; null if it has none
	 * @return false if it is not a derived id for sure
	 */
	static boolean mayBeDerived(@Nullable String key) {
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
