package cl.reparto.guild.sales;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import cl.reparto.guild.events.Sale;

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

	/** Whether there is or was anything in a span, of those that were looked into. */
	private final Map<Long, Boolean> used = new HashMap<>();

	private long newestSpan = Long.MIN_VALUE;

	KnownSales(SeenKeys seen, SalesSettings settings) {
		this.seen = seen;
		this.margin = settings.margin();
	}

	/** Tells whether it is new. */
	boolean add(Sale sale) {
		long span = Math.floorDiv(sale.recibidaEn().toEpochMilli(), SPAN.toMillis());
		byte[] id = bytes(sale);
		if (contains(span - 1, id) || contains(span + 1, id)) {
			return false;
		}
		if (span != this.newestSpan) {
			this.newestSpan = span;
			Instant nextButOne = Instant.ofEpochMilli((span + 2) * SPAN.toMillis());
			this.seen.dropAt(name(span), nextButOne.plus(this.margin));
		}
		this.used.put(span, true);
		return this.seen.add(name(span), id);
	}

	/** Mostly, there is nothing in the spans beside: that need not be asked each time. */
	private boolean contains(long span, byte[] id) {
		return this.used.computeIfAbsent(span, (each) -> !this.seen.isEmpty(name(each)))
				&& this.seen.contains(name(span), id);
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
