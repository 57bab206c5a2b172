package cl.reparto.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/**
 * What a service tells of itself.
 *
 * @param address up to {@code /actuator}
 */
record Actuator(URI address) {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/**
	 * Waits until a metric is as high as it should be.
	 * @param metric as Prometheus calls it, over all its labels
	 * @param value how high
	 * @param limit how long to wait
	 * @throws IOException if it is not within that time, or not to be had
	 */
	void await(String metric, double value, Duration limit) throws IOException, InterruptedException {
		Instant deadline = Instant.now().plus(limit);
		while (sum(metric) < value) {
			if (Instant.now().isAfter(deadline)) {
				throw new IOException(metric + " is " + sum(metric) + " after " + limit + ", not " + value);
			}
			Thread.sleep(PAUSE);
		}
	}

	private double sum(String metric) throws IOException, InterruptedException {
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpRequest request = HttpRequest.newBuilder(URI.create(this.address + "/prometheus")).build();
			return http.send(request, BodyHandlers.ofLines())
				.body()
				.filter((line) -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
				.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
				.sum();
		}
	}

}
