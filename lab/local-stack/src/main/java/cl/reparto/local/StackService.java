package cl.reparto.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;

/**
 * A process of a service, and where it listens.
 *
 * @param instance which one it is
 * @param process the process
 */
public record StackService(ServiceInstance instance, StackProcess process) {

	private static final int ANSWER_WITHIN_MS = 2_000;

	/**
	 * Where it serves customers.
	 * @return scheme, host and port
	 */
	public URI address() {
		return URI.create("http://localhost:" + this.instance.port());
	}

	/**
	 * Where its health and metrics are.
	 * @return the address up to {@code /actuator}
	 */
	public URI actuator() {
		return URI.create("http://localhost:" + this.instance.managementPort() + "/actuator");
	}

	/**
	 * Whether it can do its job.
	 * @return what it says of its readiness; false if it says nothing within two seconds
	 */
	public boolean isReady() {
		try {
			URL readiness = URI.create(actuator() + "/health/readiness").toURL();
			HttpURLConnection connection = (HttpURLConnection) readiness.openConnection();
			connection.setConnectTimeout(ANSWER_WITHIN_MS);
			connection.setReadTimeout(ANSWER_WITHIN_MS);
			return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
