package cl.reparto.faults.net;

/**
 * What becomes of bytes on their way in one direction.
 */
public enum Flow {

	/** They pass at once. */
	FREE,
	/**
	 * They wait until something changes, and so does the end of the connection: a black
	 * hole.
	 */
	STALLED,
	/** They are lost, and the connection is reset. */
	LOST

}
