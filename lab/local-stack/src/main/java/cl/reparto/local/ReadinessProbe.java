package cl.reparto.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * Asks a service whether it can do its job.
 */
final class ReadinessProbe implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(100);

	private static final Duration ONE_ANSWER = Duration.ofSeconds(2);

	private final HttpClient http = HttpClient.newHttpClient();

	/**
	 * Blocks until a service is ready.
	 * @param service the service
	 * @param deadline when to give up
	 * @throws IllegalStateException if it is not ready by then, or the thread was
	 * interrupted
	 */
	void await(StackService service, Instant deadline) {
		try {
			while (!isReady(service)) {
				if (Instant.now().isAfter(deadline)) {
					throw new IllegalStateException(
							service.process().name() + " does not get ready; see " + service.process().log());
				}
				Thread.sleep(PAUSE);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for " + service.process().name(), ex);
		}
	}

	/**
	 * Asks once.
	 * @param service the service
	 * @return whether it said so within two seconds; false if the thread was interrupted
	 */
	boolean isReady(StackService service) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(service.actuator() + "/health/readiness"))
			.timeout(ONE_ANSWER)
			.build();
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
