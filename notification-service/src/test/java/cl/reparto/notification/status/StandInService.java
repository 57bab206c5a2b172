package cl.reparto.notification.status;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import cl.reparto.notification.NotificationServiceApplication;
import cl.reparto.notification.find.OrderIndex;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The service without Kafka, on a view that a test fills.
 */
public final class StandInService implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final StandInView view;

	private final ConfigurableApplicationContext service;

	/**
	 * Starts it.
	 * @param view what it knows
	 * @param settings as {@code --name=value}
	 */
	public StandInService(StandInView view, String... settings) {
		this(view, (context) -> {
		}, settings);
	}

	/**
	 * Starts it with other things in place of its own.
	 * @param view what it knows
	 * @param beans registers them
	 * @param settings as {@code --name=value}
	 */
	public StandInService(StandInView view, Consumer<GenericApplicationContext> beans, String... settings) {
		Stream<String> usual = Stream.of("--server.port=0", "--management.server.port=0",
				"--spring.kafka.bootstrap-servers=localhost:1", "--reparto.mail.enabled=false",
				"--logging.level.org.apache.kafka=error");
		this.view = view;
		this.service = new SpringApplicationBuilder(NotificationServiceApplication.class)
			.initializers((GenericApplicationContext context) -> {
				context.registerBean("standInView", StatusView.class, view::view, (bean) -> bean.setPrimary(true));
				context.registerBean("standInIndex", OrderIndex.class, view::index, (bean) -> bean.setPrimary(true));
				beans.accept(context);
			})
			.run(Stream.concat(usual, Stream.of(settings)).toArray(String[]::new));
	}

	/** What it knows. */
	public StandInView view() {
		return this.view;
	}

	/**
	 * Asks.
	 * @param path the path and query
	 * @param headers names and values, in turns
	 * @return the answer
	 */
	public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		return this.http.send(request(path, headers), BodyHandlers.ofString());
	}

	/**
	 * Sends.
	 * @param path the path
	 * @param body JSON, unless a header says otherwise; empty for nothing
	 * @param headers names and values, in turns
	 * @return the answer
	 */
	public HttpResponse<String> post(String path, String body, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(request(path, headers), (_, _) -> true);
		if (body.isEmpty()) {
			request.POST(BodyPublishers.noBody());
		}
		else {
			request.POST(BodyPublishers.ofString(body));
			if (!List.of(headers).contains("Content-Type")) {
				request.header("Content-Type", "application/json");
			}
		}
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	/**
	 * Something of it.
	 * @param <T> the type
	 * @param type the type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.service.getBean(type);
	}

	/** Where it listens. */
	public int port() {
		return this.service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/**
	 * Asks for what has no end.
	 * @param path the path and query
	 * @param headers names and values, in turns
	 * @return the answer as it comes in
	 */
	public HttpResponse<InputStream> open(String path, String... headers) throws IOException, InterruptedException {
		return this.http.send(request(path, headers), BodyHandlers.ofInputStream());
	}

	private HttpRequest request(String path, String... headers) {
		URI uri = URI.create("http://localhost:" + port() + path);
		HttpRequest.Builder request = HttpRequest.newBuilder(uri);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return request.build();
	}

	@Override
	public void close() {
		this.service.close();
		this.http.shutdownNow();
	}

}
