package cl.reparto.guild.stock;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The carts that wait for a lot, which are fewer than make one, and how many lots there
 * were.
 *
 * @param issued the last lot's number; 0 before the first
 * @param waiting who waits, first come first
 */
record Gathering(long issued, List<Waiting> waiting) {

	/** A cart that is there keeps its place. */
	Gathering with(String cart, Instant now) {
		return this.waiting.stream().anyMatch((each) -> each.cart().equals(cart)) ? this : new Gathering(this.issued,
				Stream.concat(this.waiting.stream(), Stream.of(new Waiting(cart, now))).toList());
	}

	Gathering without(String cart) {
		return new Gathering(this.issued, this.waiting.stream().filter((each) -> !each.cart().equals(cart)).toList());
	}

	/** The next lot is of the first so many. */
	Gathering afterLotOf(int size) {
		return new Gathering(this.issued + 1, this.waiting.stream().skip(size).toList());
	}

	/** A cart that waits, and since when. */
	record Waiting(String cart, Instant since) {
	}

}
