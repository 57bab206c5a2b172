package cl.reparto.local.broker;

/**
 * One broker, which is a controller too.
 *
 * @param id its number, from 1
 * @param port where clients find it on 127.0.0.1
 * @param controllerPort where the other controllers find it on 127.0.0.1
 */
public record BrokerNode(int id, int port, int controllerPort) {

	/**
	 * Where clients find it.
	 * @return host and port
	 */
	String address() {
		return "127.0.0.1:" + this.port;
	}

	/**
	 * Where the other controllers find it.
	 * @return id, host and port
	 */
	String voter() {
		return this.id + "@127.0.0.1:" + this.controllerPort;
	}

}
