package cl.reparto.service.connection;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Server-sent events (HTML, 9.2) for a client who listens long. Once the head of the
 * answer is sent, Tomcat's HTTP lets the connection go, as for an upgrade to another
 * protocol, and with it the buffers of a request: a listener costs a tenth of one
 * (decision 11). The thread that tells is from then on the only one that writes and
 * closes: Tomcat gives what it closes to the next client, who must hear nothing of it.
 * <p>
 * Public with a public constructor, since Tomcat makes it by its class.
 */
public final class EventStream implements InternalHttpUpgradeHandler {

	private static final Logger log = LoggerFactory.getLogger(EventStream.class);

	private Teller teller = (client) -> {
	};

	private Runnable leave = () -> {
	};

	private Runnable beforeClose = () -> {
	};

	private @Nullable SocketWrapperBase<?> socket;

	private @Nullable Thread thread;

	/**
	 * Answers with events, from when the caller has returned on.
	 * @param request the question
	 * @param response not begun yet
	 * @param leave called once, when the client is gone or was not there to begin with
	 * @param teller tells the events, in a thread of its own
	 * @throws IOException if the client is gone already
	 */
	public static void begin(HttpServletRequest request, HttpServletResponse response, Runnable leave, Teller teller)
			throws IOException {
		boolean begun = false;
		try {
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
			// Nginx would wait until it has a page full.
			response.setHeader("X-Accel-Buffering", "no");
			// Or Tomcat would announce chunks, which nobody makes any more.
			response.setHeader(HttpHeaders.CONNECTION, "close");
			response.flushBuffer();
			if (HttpMethod.GET.matches(request.getMethod())) {
				EventStream events = request.upgrade(EventStream.class);
				events.leave = leave;
				events.teller = teller;
				begun = true;
			}
		}
		catch (ServletException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			if (!begun) {
				leave.run();
			}
		}
	}

	/** Sees to it that something is done when the connection closes. */
	void beforeClose(Runnable what) {
		this.beforeClose = what;
	}

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		this.socket = wrapper;
	}

	@Override
	public void init(WebConnection connection) {
		SocketWrapperBase<?> wire = this.socket;
		if (wire != null) {
			this.thread = Thread.ofVirtual().name("events").start(() -> tell(wire));
		}
	}

	private void tell(SocketWrapperBase<?> wire) {
		try {
			this.teller.tell((events) -> {
				byte[] bytes = events.getBytes(UTF_8);
				wire.write(true, bytes, 0, bytes.length);
				wire.flush(true);
			});
		}
		catch (IOException | InterruptedException ex) {
			// Whoever listened is gone, or takes nothing.
		}
		catch (RuntimeException ex) {
			log.error("Nothing more is told to a listener, who will come again", ex);
		}
		finally {
			wire.processSocket(SocketEvent.STOP, false);
		}
	}

	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		if (event == SocketEvent.STOP) {
			return SocketState.CLOSED;
		}
		if (event == SocketEvent.OPEN_WRITE || event == SocketEvent.OPEN_READ && isSilent()) {
			return SocketState.UPGRADED;
		}
		if (this.thread != null) {
			this.thread.interrupt();
		}
		return SocketState.SUSPENDED;
	}

	/** Who listens says nothing: whatever comes is their end. */
	private boolean isSilent() {
		try {
			return this.socket != null && this.socket.read(false, new byte[1], 0, 1) == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void destroy() {
		this.beforeClose.run();
		this.leave.run();
	}

	@Override
	public void timeoutAsync(long now) {
		// Nobody waits for an answer.
	}

	@Override
	public void setSslSupport(SSLSupport support) {
		// TLS ends at the gateway.
	}

	@Override
	public void pause() {
		// Who tells knows when the service stops.
	}

	/** Tells one client. */
	@FunctionalInterface
	public interface Teller {

		/**
		 * Tells until there is nothing more to tell.
		 * @param client who listens
		 * @throws IOException if the client is gone or takes nothing
		 * @throws InterruptedException if the client is gone
		 */
		void tell(Client client) throws IOException, InterruptedException;

	}

	/** Who listens. */
	@FunctionalInterface
	public interface Client {

		/**
		 * Sends events at once.
		 * @param events in the format of an event stream, each with its empty line
		 * @throws IOException if the client is gone or takes nothing
		 */
		void send(String events) throws IOException;

	}

}
