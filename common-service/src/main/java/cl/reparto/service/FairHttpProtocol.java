package cl.reparto.service;

import java.io.IOException;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP for clients that may be slow on purpose, or many. Tomcat's connection time-out is
 * for each read, so that a byte now and then keeps a connection for hours; here, the head
 * of a request as a whole has no longer than that. And Tomcat lets those who have been
 * answered keep their connections while others wait for one; here, they do so only while
 * there is room.
 * <p>
 * Public with a public constructor, since Tomcat makes it by its name.
 */
public final class FairHttpProtocol extends Http11NioProtocol {

	@Override
	protected Processor createProcessor() {
		return new PunctualProcessor(this);
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

	private static final class PunctualProcessor extends Http11Processor {

		private final FairHttpProtocol protocol;

		/** Whose head is incomplete; a processor serves many connections in its time. */
		private @Nullable SocketWrapperBase<?> waiting;

		private long since;

		PunctualProcessor(FairHttpProtocol protocol) {
			super(protocol, protocol.getAdapter());
			this.protocol = protocol;
		}

		/**
		 * Called for all that comes in; stays {@code LONG} while a head is incomplete.
		 */
		@Override
		public SocketState service(SocketWrapperBase<?> socket) throws IOException {
			SocketState state = super.service(socket);
			if (state != SocketState.LONG || isAsync()) {
				this.waiting = null;
				return state;
			}
			if (this.waiting != socket) {
				this.waiting = socket;
				this.since = System.nanoTime();
			}
			return isLate() ? SocketState.CLOSED : state;
		}

		private boolean isLate() {
			long millis = (System.nanoTime() - this.since) / 1_000_000;
			return millis > this.protocol.getConnectionTimeout();
		}

	}

}
