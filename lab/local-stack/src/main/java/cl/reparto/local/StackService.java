package cl.reparto.local;

import java.net.URI;

/**
 * A process of a service, and where it listens.
 *
 * @param instance which one it is
 * @param process the process
 */
public record StackService(ServiceInstance instance, StackProcess process) {

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
		try (ReadinessProbe probe = new ReadinessProbe()) {
			return probe.isReady(this);
		}
	}

}
