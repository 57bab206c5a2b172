package cl.reparto.load.orders;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How a customer fared with an order.
 *
 * @param asked when the order was to be placed; at a peak that is when the peak began,
 * however long the order then waited for a connection
 * @param answered when the answer was there
 * @param id the order's id; null if it was not taken
 * @param readable when a GET told {@code recibido}; null if nobody asked
 */
public record Post(Instant asked, Instant answered, @Nullable UUID id, @Nullable Instant readable) {

	Post readableSince(Instant readable) {
		return new Post(this.asked, this.answered, this.id, readable);
	}

}
