package cl.reparto.local.broker;

/**
 * Holds the one broker of a test JVM; being loaded starts it.
 */
final class SharedKafka {

	static final TestKafka INSTANCE = start(System.getProperty("kafka", "process"));

	private SharedKafka() {
	}

	private static TestKafka start(String kind) {
		return switch (kind) {
			case "process" -> ProcessKafka.start();
			case "testcontainers" -> ContainerKafka.start();
			default -> throw new IllegalArgumentException("-Dkafka must be process or testcontainers, not " + kind);
		};
	}

}
