package cl.reparto.local.broker;

import java.util.List;

/**
 * One broker, which is a controller too.
 *
 * @param id its number, from 1
 * @param port where clients find it on 127.0.0.1
 * @param controllerPort where the other controllers find it on 127.0.0.1
 * @param jvmOptions more options of its JVM, such as an agent
 */
public record BrokerNode(int id, int port, int controllerPort, List<String> jvmOptions) {

	/**
	 * Takes a copy.
	 */
	public BrokerNode {
		jvmOptions = List.copyOf(jvmOptions);
	}

	/**
	 * A broker with the usual JVM.
	 * @param id its number, from 1
	 * @param port where clients find it on 127.0.0.1
	 * @param controllerPort where the other controllers find it on 127.0.0.1
	 */
	public BrokerNode(int id, int port, int controllerPort) {
		this(id, port, controllerPort, List.of());
	}

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
