package cl.reparto.load.result;

import org.HdrHistogram.Histogram;

/**
 * How often something can be done, one thing at a time: what the machine can do of it,
 * and what ours do.
 *
 * @param what such as {@code no-op POST}
 * @param perSecond how many a second
 * @param times how long each took, in microseconds
 */
public record Baseline(String what, double perSecond, Histogram times) {

	/** How fast a service that does nothing answers a POST. */
	public static final String NO_OP_POST = "no-op POST";

	/** How fast a service answers a POST that does nothing but keep the body in Kafka. */
	public static final String KEPT_POST = "POST, body kept in Kafka";

	/** How fast a service that does nothing answers a GET. */
	public static final String NO_OP_GET = "no-op GET";

	/** How fast a record is written and read again. */
	public static final String LOG = "raw produce→consume";

	/** How fast mails can be delivered, one after the other on eight connections. */
	public static final String SMTP = "raw SMTP";

	/** How fast the mail library delivers if one knows no trick. */
	public static final String LIBRARY = "mail library as it comes";

	/** How fast request-service takes orders. */
	public static final String POST = "POST /orders";

	/** How fast request-service takes orders with keys. */
	public static final String KEYED_POST = "POST /orders with a key";

	/** How fast notification-service tells a status. */
	public static final String GET = "GET status";

	/**
	 * A percentile of its times.
	 * @param percentile from 0 to 100
	 * @return in milliseconds
	 */
	public double millis(double percentile) {
		return this.times.getValueAtPercentile(percentile) / 1e3;
	}

}
