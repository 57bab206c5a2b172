package cl.reparto.load.result;

/**
 * What is measured of each order, in microseconds.
 */
public enum Measure {

	/** From the request to its answer, as the customer sees it. */
	POST("POST answered", Baseline.NO_OP_POST, 0),

	/** From the request until it is committed: visible to who reads committed. */
	RECIBIDO("recibido committed", Baseline.LOG, 0),

	/** As {@link #RECIBIDO}. */
	PREPARANDO("preparando committed", Baseline.LOG, 1),

	/** As {@link #RECIBIDO}. */
	ENTREGANDO("entregando committed", Baseline.LOG, 2),

	/** As {@link #RECIBIDO}. */
	FINALIZADO("finalizado committed: the whole time", Baseline.LOG, 3),

	/** From the request until a GET tells {@code recibido}. */
	READABLE("recibido readable over GET", Baseline.LOG, 0),

	/** From a status until the mail server has taken the mail about it. */
	MAILED("status mailed", Baseline.SMTP, 0),

	/** The whole time of an order minus its stages. */
	OWN_SHARE("the whole time without stages", Baseline.LOG, 0);

	private final String label;

	private final String baseline;

	private final int stages;

	Measure(String label, String baseline, int stages) {
		this.label = label;
		this.baseline = baseline;
		this.stages = stages;
	}

	/** What it is, for people. */
	public String label() {
		return this.label;
	}

	/** The baseline that bounds it, besides its stages. */
	public String baseline() {
		return this.baseline;
	}

	/** How many stages it is the order's own wish to spend meanwhile. */
	int stages() {
		return this.stages;
	}

}
