package cl.reparto.local.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Pages over HTTP on 127.0.0.1. Who came here by another name is told nothing: it could
 * be the page of another site whose name was made to lead here.
 */
public final class PageServer implements AutoCloseable {

	/** All pages begin with it, those of the services, too. */
	private static final String BASE = new PageFiles(PageServer.class).read("base.css");

	private static final Set<String> OUR_NAMES = Set.of("localhost", "127.0.0.1");

	private final HttpServer server;

	private PageServer(HttpServer server) {
		this.server = server;
	}

	/**
	 * Listens.
	 * @param port where
	 * @param pages what is there beside {@code /base.css}
	 * @return a server to close
	 * @throws UncheckedIOException if the port is not free
	 */
	public static PageServer start(int port, Pages pages) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
			server.createContext("/", (exchange) -> answer(exchange, pages).send(exchange));
			server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			server.start();
			return new PageServer(server);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot listen on port " + port, ex);
		}
	}

	private static Answer answer(HttpExchange exchange, Pages pages) throws IOException {
		if (!isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
			return Answer.refused("This is http://localhost:" + exchange.getLocalAddress().getPort() + "/");
		}
		return exchange.getRequestURI().getPath().equals("/base.css") ? Answer.of("text/css", BASE)
				: pages.answer(exchange);
	}

	private static boolean isOurs(@Nullable String host) {
		return host != null && OUR_NAMES.contains(host.replaceFirst(":\\d+$", ""));
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/** What is to be seen. */
	public interface Pages {

		/**
		 * Answers a request.
		 * @param exchange the request; headers may be added to the answer
		 * @return the rest of the answer
		 * @throws IOException if the request cannot be read
		 */
		Answer answer(HttpExchange exchange) throws IOException;

	}

}
