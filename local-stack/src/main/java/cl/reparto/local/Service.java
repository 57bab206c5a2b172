package cl.reparto.local;

import java.util.List;

/**
 * The three services.
 */
public enum Service {

	/** Takes orders over HTTP. */
	REQUEST("request", "cl.reparto.request.RequestServiceApplication", Port.REQUEST, Port.REQUEST_MANAGEMENT),
	/** Walks orders through their statuses. */
	PROCESSING("processing", "cl.reparto.processing.ProcessingServiceApplication", Port.PROCESSING, Port.PROCESSING),
	/** Tells where orders are, over HTTP and by mail. */
	NOTIFICATION("notification", "cl.reparto.notification.NotificationServiceApplication", Port.NOTIFICATION,
			Port.NOTIFICATION_MANAGEMENT);

	/** How the JVM of each is started. */
	public static final List<String> JVM = List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC",
			"-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");

	private final String shortName;

	private final String mainClass;

	private final Port port;

	private final Port managementPort;

	Service(String shortName, String mainClass, Port port, Port managementPort) {
		this.shortName = shortName;
		this.mainClass = mainClass;
		this.port = port;
		this.managementPort = managementPort;
	}

	/**
	 * The name of its option and of its processes.
	 * @return the module's name without {@code -service}
	 */
	String shortName() {
		return this.shortName;
	}

	String module() {
		return this.shortName + "-service";
	}

	String mainClass() {
		return this.mainClass;
	}

	Port port() {
		return this.port;
	}

	/**
	 * Where health and metrics are.
	 * @return the same as {@link #port()} for a service without other HTTP
	 */
	Port managementPort() {
		return this.managementPort;
	}

}
