package cl.reparto.load.report;

/**
 * What the original study measured of its own system, and what a second look at that
 * found: one order at a time, each with four sleeps of 50 ms.
 */
final class OriginalStudy {

	/** The least that it gives as an order's whole time, in ms. */
	static final int SHORTEST = 190;

	/** The most that it gives as an order's whole time, in ms. */
	static final int LONGEST = 220;

	/** Measured again. */
	static final double ORDERS_PER_SECOND = 4.8;

	private OriginalStudy() {
	}

	/** An order's whole time, in ms. */
	static String whole() {
		return SHORTEST + "–" + LONGEST;
	}

	/** Seconds until the last of these orders was at its end. */
	static double drained(int orders) {
		return orders / ORDERS_PER_SECOND;
	}

}
