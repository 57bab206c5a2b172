package cl.reparto.load.loop;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;

/**
 * Sends requests over one connection, which is kept for as long as the server keeps it.
 */
public final class Customer implements Client {

	/** As services ask for with {@code Retry-After}. */
	private static final Duration AGAIN = Duration.ofSeconds(2);

	private static final int MOST_TIMES_AGAIN = 10;

	private final HttpRequestExecutor executor = new HttpRequestExecutor();

	/** As others send them: without asking before each body whether it may come. */
	private final HttpProcessor processor = HttpProcessorBuilder.create()
		.addAll(RequestTargetHost.INSTANCE, RequestContent.INSTANCE, RequestConnControl.INSTANCE)
		.build();

	private final DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT);

	private final URI server;

	private final Supplier<ClassicHttpRequest> requests;

	private final int expected;

	/**
	 * Connects.
	 * @param server the server
	 * @param requests makes each request, to that server
	 * @param expected the status of each answer
	 */
	public Customer(URI server, Supplier<ClassicHttpRequest> requests, int expected) throws IOException {
		this.server = server;
		this.requests = requests;
		this.expected = expected;
		connect();
	}

	private void connect() throws IOException {
		Socket socket = new Socket(this.server.getHost(), this.server.getPort());
		socket.setTcpNoDelay(true);
		this.connection.bind(socket);
	}

	/** Who is asked to come again does: that takes longer, and counts as one time. */
	@Override
	public void work() throws IOException, HttpException, InterruptedException {
		int status = ask();
		for (int again = 0; status != this.expected; again++) {
			if (status != HttpStatus.SC_SERVICE_UNAVAILABLE || again == MOST_TIMES_AGAIN) {
				throw new IOException("The answer was " + status + ", not " + this.expected);
			}
			Thread.sleep(AGAIN);
			status = ask();
		}
	}

	private int ask() throws IOException, HttpException {
		if (!this.connection.isOpen()) {
			connect();
		}
		ClassicHttpRequest request = this.requests.get();
		HttpCoreContext context = HttpCoreContext.create();
		this.executor.preProcess(request, this.processor, context);
		try (ClassicHttpResponse answer = this.executor.execute(request, this.connection, context)) {
			EntityUtils.consume(answer.getEntity());
			if (!DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, answer, context)) {
				this.connection.close();
			}
			return answer.getCode();
		}
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

}
