package cl.reparto.local.broker;

/**
 * The Kafka that tests run against: one broker for the whole test JVM, started at first
 * use and gone with it. The system property {@code kafka} says what it is:
 * {@code process} (the default) or {@code testcontainers} (decision 4).
 */
public interface TestKafka {

	/**
	 * The broker of this JVM.
	 * @return a broker that answers
	 */
	static TestKafka shared() {
		return SharedKafka.INSTANCE;
	}

	/**
	 * Where clients find it.
	 * @return host and port
	 */
	String bootstrapServers();

	/**
	 * Freezes the broker: connections stay open and nothing is answered.
	 */
	void pause();

	/**
	 * Lets a frozen broker go on; does nothing if it is not frozen.
	 */
	void resume();

}
