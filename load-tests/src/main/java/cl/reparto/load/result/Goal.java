package cl.reparto.load.result;

/**
 * Something that the system was to reach on two cores that everything shares.
 *
 * @param what is measured
 * @param least whether it was to be at least the bound, not at most
 * @param bound what it was to be
 * @param measured what it was
 * @param unit of both, such as {@code ms}
 */
public record Goal(String what, boolean least, double bound, double measured, String unit) {

	/** A goal that is reached by as much or more. */
	public static Goal atLeast(double bound, String unit, String what, double measured) {
		return new Goal(what, true, bound, measured, unit);
	}

	/** A goal that is reached by as much or less. */
	public static Goal atMost(double bound, String unit, String what, double measured) {
		return new Goal(what, false, bound, measured, unit);
	}

	/**
	 * Whether it is reached.
	 * @return false also if it was not measured
	 */
	public boolean isReached() {
		return this.least ? this.measured >= this.bound : this.measured <= this.bound;
	}

}
