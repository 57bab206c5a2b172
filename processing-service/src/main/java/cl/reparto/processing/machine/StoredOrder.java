package cl.reparto.processing.machine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.service.keys.KeyedRequest;

/**
 * What is kept of an order. While it goes on, that is its last event as it was written.
 * Once it has ended, all that can still come is its request and commands, so what is kept
 * is the fingerprint of that request, for as long as it can come
 * ({@link Topics#REMEMBERED}), and how the order ended. What older versions have kept is
 * read as well: ended orders whole, or without how they ended.
 */
final class StoredOrder {

	/** No JSON begins with it; another form would have another. */
	private static final byte ENDED = 1;

	/** Of who knew one end only, and kept nothing that comes after it. */
	private static final int WITHOUT_END = 1 + 3 * Long.BYTES;

	private static final int ENDED_SIZE = WITHOUT_END + 2;

	private static final int FINGERPRINT = 1 + Long.BYTES;

	/** By how much the clocks of who asks and who answers may differ. */
	private static final Duration CLOCKS = Duration.ofDays(1);

	private StoredOrder() {
	}

	/**
	 * What to keep.
	 * @param order where the order is
	 * @param event the same as it is written
	 * @return what to put into the store
	 */
	static byte[] of(OrderProgress order, byte[] event) {
		return order.status().isEnd() ? ended(order, Long.MAX_VALUE) : event;
	}

	/**
	 * What to keep of a order that has ended and is shown no more.
	 * @param stored the order as it was kept
	 * @param now the time
	 * @return what to put into the store
	 * @throws UnreadableEventException if it cannot be read
	 */
	static byte[] forgotten(byte[] stored, Instant now) {
		if (!isEnded(stored)) {
			return ended(Topics.ORDER_PROCESSING.read(stored), now.toEpochMilli());
		}
		return ByteBuffer.wrap(stored.clone()).putLong(1, now.toEpochMilli()).array();
	}

	private static byte[] ended(OrderProgress order, long forgottenAt) {
		KeyedRequest request = fingerprint(order.request());
		return ByteBuffer.allocate(ENDED_SIZE)
			.put(ENDED)
			.putLong(forgottenAt)
			.putLong(request.high())
			.putLong(request.low())
			.put((byte) order.version())
			.put((byte) order.status().number())
			.array();
	}

	/**
	 * Whether no more than how the order ended is kept.
	 * @param stored the order as it was kept
	 * @return false if it was kept whole
	 */
	static boolean isEnded(byte[] stored) {
		return stored[0] == ENDED;
	}

	/**
	 * Whether an order is shown no more.
	 * @param stored the order as it was kept
	 * @return whether its tombstone was written
	 */
	static boolean isForgotten(byte[] stored) {
		return isEnded(stored) && forgottenAt(stored) != Long.MAX_VALUE;
	}

	/**
	 * How an order ended.
	 * @param stored the order as it was kept
	 * @return its end, which is {@link #isEnded}
	 * @throws UnreadableEventException if another version has kept it, with an end of its
	 * own
	 */
	static End end(byte[] stored) {
		if (stored.length == WITHOUT_END) {
			return new End(Status.STEPS.size(), Status.FINALIZADO);
		}
		int number = stored[WITHOUT_END + 1];
		return new End(stored[WITHOUT_END],
				Stream.of(Status.values())
					.filter((status) -> status.number() == number)
					.findFirst()
					.orElseThrow(() -> new UnreadableEventException("status must be one of those that are known")));
	}

	/** In plain notation, as on the wire: 1e3 is kept as 1000. */
	private static KeyedRequest fingerprint(OrderRequested request) {
		return KeyedRequest.of(request.id(), request.name(), request.price().toPlainString(), request.email());
	}

	/**
	 * Whether a request of an order's id came too late to be about that order, which was
	 * forgotten before: it asks for another.
	 * @param stored the order as it was kept
	 * @param requested the time of the request's record, in milliseconds
	 * @return whether the id begins anew
	 */
	static boolean endedBefore(byte[] stored, long requested) {
		return isEnded(stored) && forgottenAt(stored) < requested - CLOCKS.toMillis();
	}

	/**
	 * Whether no request can come any more that this is remembered for.
	 * @param stored the order as it was kept
	 * @param now the time
	 * @return false, too, if the id has begun anew since
	 */
	static boolean isDoneWith(byte[] stored, Instant now) {
		return isEnded(stored) && forgottenAt(stored) <= now.minus(Topics.REMEMBERED).toEpochMilli();
	}

	private static long forgottenAt(byte[] stored) {
		return ByteBuffer.wrap(stored).getLong(1);
	}

	/**
	 * Whether an order was asked for by a request, so that the request is a repetition.
	 * @param stored the order as it was kept
	 * @param request a request of the same id
	 * @return whether name, price and email are equal
	 * @throws UnreadableEventException if it cannot be read
	 */
	static boolean isOf(byte[] stored, OrderRequested request) {
		KeyedRequest asked = fingerprint(request);
		if (!isEnded(stored)) {
			return fingerprint(Topics.ORDER_PROCESSING.read(stored).request()).equals(asked);
		}
		ByteBuffer known = ByteBuffer.wrap(stored).position(FINGERPRINT);
		return new KeyedRequest(request.id(), known.getLong(), known.getLong()).equals(asked);
	}

	/**
	 * How an order ended.
	 *
	 * @param version its last version
	 * @param status its last status
	 */
	record End(int version, Status status) {
	}

}
