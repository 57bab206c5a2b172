package cl.reparto.load;

/**
 * What is measured of each order, in microseconds.
 */
public enum Measure {

	/** From the request to its answer, as the customer sees it. */
	POST,

	/**
	 * From the request until each status is committed: visible to who reads committed.
	 */
	RECIBIDO, PREPARANDO, ENTREGANDO, FINALIZADO,

	/** From the request until a GET tells {@code recibido}. */
	READABLE,

	/** From a status until the mail server has taken the mail about it. */
	MAILED,

	/** The whole time of an order minus its stages. */
	OWN_SHARE

}
