package cl.reparto.guild.sales;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

import cl.reparto.guild.events.SaleEvent.Sale;

/**
 * Which sales were counted already. Their ids are kept in spans of time by when the guild
 * heard of them, each span a set of {@link SeenKeys}; so that what is a repetition does
 * not depend on when, or how often, sales are read.
 */
final class KnownSales {

	/** Days begin with a digit: no day's name begins with this. */
	private static final byte NAMES_BEGIN = 0;

	/** Longer than a sale is still taken; of no setting, with which spans would move. */
	private static final Duration SPAN = Sale.LATEST.plusHours(6);

	private final SeenKeys seen;

	private final Duration margin;

	private long newestSpan = Long.MIN_VALUE;

	KnownSales(SeenKeys seen, SalesSettings settings) {
		this.seen = seen;
		this.margin = settings.margin();
	}

	/** Tells whether it is new. */
	boolean add(Sale sale) {
		long span = Math.floorDiv(sale.recibidaEn().toEpochMilli(), SPAN.toMillis());
		byte[] id = bytes(sale);
		if (this.seen.contains(name(span - 1), id) || this.seen.contains(name(span + 1), id)) {
			return false;
		}
		if (span != this.newestSpan) {
			this.newestSpan = span;
			Instant nextButOne = Instant.ofEpochMilli((span + 2) * SPAN.toMillis());
			this.seen.dropAt(name(span), nextButOne.plus(this.margin));
		}
		return this.seen.add(name(span), id);
	}

	private static byte[] name(long span) {
		return ByteBuffer.allocate(1 + Long.BYTES).put(NAMES_BEGIN).putLong(span).array();
	}

	private static byte[] bytes(Sale sale) {
		return ByteBuffer.allocate(2 * Long.BYTES)
			.putLong(sale.id().getMostSignificantBits())
			.putLong(sale.id().getLeastSignificantBits())
			.array();
	}

}
