package cl.reparto.local.broker;

import java.util.List;
import java.util.Map;

/**
 * One broker, which is a controller too. It listens on 127.0.0.1 only.
 *
 * @param id its number, from 1
 * @param host the name or address by which clients and other brokers know it
 * @param port where it listens to clients
 * @param controllerPort where it listens to other controllers
 * @param jvmOptions more options of its JVM, such as an agent
 * @param environment variables beside those of this JVM
 */
public record BrokerNode(int id, String host, int port, int controllerPort, List<String> jvmOptions,
		Map<String, String> environment) {

	private static final String LOOPBACK = "127.0.0.1";

	public BrokerNode {
		jvmOptions = List.copyOf(jvmOptions);
		environment = Map.copyOf(environment);
	}

	/**
	 * A broker in the usual environment.
	 * @param id its number, from 1
	 * @param host the name or address by which clients and other brokers know it
	 * @param port where it listens to clients
	 * @param controllerPort where it listens to other controllers
	 * @param jvmOptions more options of its JVM
	 */
	public BrokerNode(int id, String host, int port, int controllerPort, List<String> jvmOptions) {
		this(id, host, port, controllerPort, jvmOptions, Map.of());
	}

	/**
	 * A broker with the usual JVM that is known by its address.
	 * @param id its number, from 1
	 * @param port where it listens to clients
	 * @param controllerPort where it listens to other controllers
	 */
	public BrokerNode(int id, int port, int controllerPort) {
		this(id, LOOPBACK, port, controllerPort, List.of());
	}

	/**
	 * What people call it.
	 * @return such as {@code broker-1}
	 */
	public String name() {
		return "broker-" + this.id;
	}

	/**
	 * Where clients find it.
	 * @return host and port
	 */
	String address() {
		return this.host + ":" + this.port;
	}

	/**
	 * Where the other controllers find it.
	 * @return id, host and port
	 */
	String voter() {
		return this.id + "@" + this.host + ":" + this.controllerPort;
	}

	/**
	 * What it listens on.
	 * @return its listeners by their names
	 */
	String listeners() {
		return listeners(LOOPBACK);
	}

	/**
	 * Where it tells others to find it.
	 * @return its listeners by their names
	 */
	String advertisedListeners() {
		return listeners(this.host);
	}

	private String listeners(String host) {
		return "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(host, this.port, host, this.controllerPort);
	}

}
