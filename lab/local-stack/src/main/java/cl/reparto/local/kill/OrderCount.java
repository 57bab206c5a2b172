package cl.reparto.local.kill;

/**
 * How orders fare.
 *
 * @param accepted how many were accepted
 * @param underWay how many of them are not at their end
 * @param lost how many of those do not get there, and how many versions are missing
 * @param doubled how many records there are too many
 * @param backwards how many records lead back
 */
record OrderCount(long accepted, int underWay, long lost, long doubled, long backwards) {

	/** Whether all is as promised. */
	boolean isGood() {
		return this.lost == 0 && this.doubled == 0 && this.backwards == 0;
	}

}
