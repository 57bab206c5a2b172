package cl.reparto.local;

import java.util.List;
import java.util.stream.Stream;

/**
 * The services: the three of the orders, and the guild.
 */
public enum Service {

	/** Takes orders over HTTP. */
	REQUEST("request", "cl.reparto.request.RequestServiceApplication", Port.REQUEST, Port.REQUEST_MANAGEMENT, 256),
	/** Walks orders through their statuses. */
	PROCESSING("processing", "cl.reparto.processing.ProcessingServiceApplication", Port.PROCESSING, Port.PROCESSING,
			256),
	/** Tells where orders are, over HTTP and by mail. */
	NOTIFICATION("notification", "cl.reparto.notification.NotificationServiceApplication", Port.NOTIFICATION,
			Port.NOTIFICATION_MANAGEMENT, 128),
	/** Keeps the sellers' guild. */
	GUILD("guild", "cl.reparto.guild.GuildServiceApplication", Port.GUILD, Port.GUILD_MANAGEMENT, 128);

	/** Those that carry an order. */
	public static final List<Service> OF_ORDERS = List.of(REQUEST, PROCESSING, NOTIFICATION);

	private static final List<String> JVM = List.of("-Xms32m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
			"-XX:TrimNativeHeapInterval=10000", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");

	private final String shortName;

	private final String mainClass;

	private final Port port;

	private final Port managementPort;

	/** MiB, all of which it takes in the end: a heap is cleared when it is full. */
	private final int heap;

	Service(String shortName, String mainClass, Port port, Port managementPort, int heap) {
		this.shortName = shortName;
		this.mainClass = mainClass;
		this.port = port;
		this.managementPort = managementPort;
		this.heap = heap;
	}

	/**
	 * The name of its option and of its processes.
	 * @return the module's name without {@code -service}
	 */
	public String shortName() {
		return this.shortName;
	}

	/**
	 * The module that it is built in.
	 * @return the module's name
	 */
	public String module() {
		return this.shortName + "-service";
	}

	/**
	 * What its JVM runs.
	 * @return the name of a class
	 */
	public String mainClass() {
		return this.mainClass;
	}

	/**
	 * Where it listens.
	 * @return what the first of its processes listens on
	 */
	public Port port() {
		return this.port;
	}

	/**
	 * Where health and metrics are.
	 * @return the same as {@link #port()} for a service without other HTTP
	 */
	public Port managementPort() {
		return this.managementPort;
	}

	/**
	 * How its JVM is started.
	 * @return options
	 */
	public List<String> jvmOptions() {
		return Stream.concat(Stream.of("-Xmx" + this.heap + "m"), JVM.stream()).toList();
	}

}
