package cl.reparto.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * What a process counts about itself.
 *
 * @param actuator where it tells
 */
public record Metrics(URI actuator) {

	private static final Duration ANSWER_WITHIN = Duration.ofSeconds(6);

	/**
	 * Adds up a metric.
	 * @param name its name as Prometheus knows it
	 * @param label what stands in the labels of those that count
	 * @return the sum
	 * @throws IllegalStateException if there is none such
	 */
	public double sum(String name, String label) {
		return ask().lines()
			.filter((line) -> line.startsWith(name + "{") || line.startsWith(name + " "))
			.filter((line) -> line.contains(label))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.reduce(Double::sum)
			.orElseThrow(() -> new IllegalStateException("no " + name + " of " + label + " at " + this.actuator));
	}

	private String ask() {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.actuator + "/prometheus"))
			.timeout(ANSWER_WITHIN)
			.build();
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
