package cl.reparto.service.web;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP where clients are more than connections. Tomcat lets those who have been answered
 * keep theirs while others wait for one; here, they do so only while there is room, as
 * Tomcat's own {@code disableKeepAlivePercentage} had it for connectors that are gone.
 * <p>
 * Public with a public constructor, since Tomcat makes it by its name.
 */
public final class CrowdedHttpProtocol extends Http11NioProtocol {

	/**
	 * How many requests a connection is for: one from when three quarters of all
	 * connections are taken. So who comes anew waits for an answer to someone else, and
	 * not until someone's time-out.
	 */
	@Override
	public int getMaxKeepAliveRequests() {
		boolean crowded = getConnectionCount() > getMaxConnections() * 3L / 4;
		return crowded ? 1 : super.getMaxKeepAliveRequests();
	}

}
