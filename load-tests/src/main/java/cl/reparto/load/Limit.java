package cl.reparto.load;

import org.HdrHistogram.Histogram;

/**
 * What the machine can do of one thing, measured in the same run.
 *
 * @param what such as {@code no-op POST}
 * @param perSecond how many a second
 * @param times how long each took, in microseconds
 */
public record Limit(String what, double perSecond, Histogram times) {

	/** How fast a service that does nothing answers a POST. */
	public static final String NO_OP_POST = "no-op POST";

	/** How fast a service answers a POST that does nothing but keep the body in Kafka. */
	static final String KEPT_POST = "POST, body kept in Kafka";

	/** How fast a service that does nothing answers a GET. */
	public static final String NO_OP_GET = "no-op GET";

	/** How fast a record is written and read again. */
	public static final String LOG = "raw produce→consume";

	/** How fast mails can be delivered, one after the other on eight connections. */
	public static final String SMTP = "raw SMTP";

	/** How fast the mail library delivers if one knows no trick. */
	static final String LIBRARY = "mail library as it comes";

	/** How fast request-service takes orders. */
	static final String POST = "POST /orders";

	/** How fast notification-service tells a status. */
	static final String GET = "GET status";

}
