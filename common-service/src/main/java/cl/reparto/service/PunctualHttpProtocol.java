package cl.reparto.service;

import java.io.IOException;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP for clients that may be slow on purpose. Tomcat's connection time-out is for each
 * read, so that a byte now and then keeps a connection for hours; here, the head of a
 * request as a whole has no longer than that.
 * <p>
 * Public with a public constructor, since Tomcat makes it by its name.
 */
public final class PunctualHttpProtocol extends Http11NioProtocol {

	@Override
	protected Processor createProcessor() {
		return new PunctualProcessor(this);
	}

	private static final class PunctualProcessor extends Http11Processor {

		private final PunctualHttpProtocol protocol;

		/** Whose head is incomplete; a processor serves many connections in its time. */
		private @Nullable SocketWrapperBase<?> waiting;

		private long since;

		PunctualProcessor(PunctualHttpProtocol protocol) {
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
