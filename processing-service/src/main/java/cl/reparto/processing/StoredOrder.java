package cl.reparto.processing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.service.keys.KeyedRequest;

/**
 * What is kept of an order. While it goes on, that is its last event as it was written.
 * Once it is finished, all that can still come is its request, so what is kept is the
 * fingerprint of that, for as long as it can come ({@link Topics#REMEMBERED}). Finished
 * orders that an older version has kept whole are read as well.
 */
final class StoredOrder {

	/** No JSON begins with it; another form would have another. */
	private static final byte FINISHED = 1;

	private static final int FINISHED_SIZE = 1 + 3 * Long.BYTES;

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
		return (order.dueAt() != null) ? event : finished(fingerprint(order.request()), Long.MAX_VALUE);
	}

	/**
	 * What to keep of a finished order that is shown no more.
	 * @param stored the order as it was kept
	 * @param now the time
	 * @return what to put into the store
	 * @throws UnreadableEventException if it cannot be read
	 */
	static byte[] forgotten(byte[] stored, Instant now) {
		if (stored[0] != FINISHED) {
			return finished(fingerprint(Topics.ORDER_PROCESSING.read(stored).request()), now.toEpochMilli());
		}
		return ByteBuffer.wrap(stored.clone()).putLong(1, now.toEpochMilli()).array();
	}

	private static byte[] finished(KeyedRequest request, long forgottenAt) {
		return ByteBuffer.allocate(FINISHED_SIZE)
			.put(FINISHED)
			.putLong(forgottenAt)
			.putLong(request.high())
			.putLong(request.low())
			.array();
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
		return stored[0] == FINISHED && forgottenAt(stored) < requested - CLOCKS.toMillis();
	}

	/**
	 * Whether no request can come any more that this is remembered for.
	 * @param stored the order as it was kept
	 * @param now the time
	 * @return false, too, if the id has begun anew since
	 */
	static boolean isDoneWith(byte[] stored, Instant now) {
		return stored[0] == FINISHED && forgottenAt(stored) <= now.minus(Topics.REMEMBERED).toEpochMilli();
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
		if (stored[0] != FINISHED) {
			return fingerprint(Topics.ORDER_PROCESSING.read(stored).request()).equals(asked);
		}
		ByteBuffer known = ByteBuffer.wrap(stored).position(FINGERPRINT);
		return new KeyedRequest(request.id(), known.getLong(), known.getLong()).equals(asked);
	}

}
