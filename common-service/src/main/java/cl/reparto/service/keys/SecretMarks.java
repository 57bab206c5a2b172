package cl.reparto.service.keys;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * With which secrets ids were derived, as records with a key tell it. Where another is in
 * use that this instance does not know, a repeated request would be another order.
 */
final class SecretMarks {

	private static final String HEADER = "secret";

	private final List<Long> known;

	private final Duration life;

	/** When each was last used, in milliseconds since 1970: one or two. */
	private final Map<Long, Long> seen = new ConcurrentHashMap<>();

	/**
	 * Has seen nothing yet.
	 * @param known those of this instance's secrets, the one in use first
	 * @param life how long a key is known; for as long does it matter what its secret was
	 */
	SecretMarks(List<Long> known, Duration life) {
		this.known = known;
		this.life = life;
	}

	/**
	 * Whether another secret may be in use where this one is known: while it is being
	 * changed.
	 */
	boolean areSeveral() {
		return this.known.size() > 1;
	}

	/** Says of a new record with which secret its id was derived. */
	void put(Headers headers) {
		headers.add(HEADER, ByteBuffer.allocate(Long.BYTES).putLong(this.known.getFirst()).array());
	}

	/** Takes note of the secret that a record's id was derived with, if it says so. */
	void see(Headers headers, long at) {
		Header header = headers.lastHeader(HEADER);
		if (header != null && header.value() != null && header.value().length == Long.BYTES) {
			see(Map.of(ByteBuffer.wrap(header.value()).getLong(), at));
		}
	}

	/** Takes note of what was seen before. */
	void see(Map<Long, Long> marks) {
		marks.forEach((mark, at) -> this.seen.merge(mark, at, Math::max));
	}

	Map<Long, Long> seen() {
		return Map.copyOf(this.seen);
	}

	/**
	 * What is to be done about a secret that is in use and not known here.
	 * @param now in milliseconds since 1970
	 * @return empty if all are known that were used within a key's life
	 */
	Optional<String> complaint(long now) {
		return this.seen.entrySet()
			.stream()
			.filter((each) -> !this.known.contains(each.getKey()) && now - each.getValue() < this.life.toMillis())
			.findFirst()
			.map((unknown) -> "Another secret (" + hex(unknown.getKey()) + ") is in use than this instance has ("
					+ String.join(", ", this.known.stream().map(SecretMarks::hex).toList())
					+ "): set reparto.idempotency.secret as on the other instances or, while it is being changed,"
					+ " name the other one in reparto.idempotency.other-secrets");
	}

	private static String hex(long mark) {
		return HexFormat.of().toHexDigits(mark);
	}

}
