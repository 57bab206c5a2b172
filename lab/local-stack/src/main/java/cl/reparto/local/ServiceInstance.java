package cl.reparto.local;

/**
 * One of the processes of a service.
 *
 * @param service which service
 * @param number which of them, from 1
 * @param port where it listens
 * @param managementPort where its health and metrics are; may be the same
 */
public record ServiceInstance(Service service, int number, int port, int managementPort) {

	/**
	 * What people call it.
	 * @return such as {@code processing-1}
	 */
	public String name() {
		return this.service.shortName() + "-" + this.number;
	}

}
