package cl.reparto.load.result;

import java.util.Locale;

/**
 * How orders come in.
 */
public enum Arrival {

	/** 100 orders a second, whatever becomes of those before. */
	CONSTANT(100),

	/** 500 orders a second, whatever becomes of those before. */
	BRISK(500),

	/** 1,000 orders a second, whatever becomes of those before. */
	RUSH(1000),

	/** All at once, over 64 connections. */
	PEAK(Integer.MAX_VALUE);

	private final int perSecond;

	Arrival(int perSecond) {
		this.perSecond = perSecond;
	}

	/** What it is called, such as {@code peak}. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * How many orders a second.
	 * @return of a peak, as many as there are
	 */
	public int perSecond() {
		return this.perSecond;
	}

}
