package cl.reparto.service.connection;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.coyote.Processor;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP where clients are more than connections. Tomcat lets those who have been answered
 * keep theirs while others wait for one; here, they do so only while there is room, as
 * Tomcat's own {@code disableKeepAlivePercentage} had it for connectors that are gone.
 * Who listens to an {@link EventStream} is none of those whom it counts.
 * <p>
 * Public with a public constructor, since Tomcat makes it by its name.
 */
public final class CrowdedHttpProtocol extends Http11NioProtocol {

	/**
	 * Of each connection, for as long as it lasts; bytes. An order fits, with its head.
	 */
	private static final int READ_BUFFER = 512;

	/** Most answers in JSON fit, with their heads; bytes. */
	private static final int WRITE_BUFFER = 1024;

	private final Endpoint endpoint;

	/**
	 * Tomcat sets all else.
	 */
	public CrowdedHttpProtocol() {
		this(new Endpoint());
	}

	private CrowdedHttpProtocol(Endpoint endpoint) {
		super(endpoint);
		this.endpoint = endpoint;
		endpoint.getSocketProperties().setAppReadBufSize(READ_BUFFER);
		endpoint.getSocketProperties().setAppWriteBufSize(WRITE_BUFFER);
	}

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

	@Override
	protected Processor createUpgradeProcessor(SocketWrapperBase<?> socket, UpgradeToken token) {
		if (token.httpUpgradeHandler() instanceof EventStream events) {
			this.endpoint.letGo();
			events.beforeClose(this.endpoint::closes);
		}
		Processor processor = super.createUpgradeProcessor(socket, token);
		// Tomcat would have all the time of the world with a client that reads nothing.
		socket.setWriteTimeout(getConnectionTimeout());
		return processor;
	}

	/** Counts a connection until it is let go. */
	private static final class Endpoint extends NioEndpoint {

		/** Those that were let go and close now: Tomcat takes each off the count. */
		private final AtomicInteger closing = new AtomicInteger();

		void letGo() {
			super.countDownConnection();
		}

		void closes() {
			this.closing.incrementAndGet();
		}

		@Override
		protected long countDownConnection() {
			boolean counted = this.closing.getAndUpdate((some) -> Math.max(0, some - 1)) == 0;
			return counted ? super.countDownConnection() : getConnectionCount();
		}

	}

}
