package cl.reparto.local.broker;

import org.testcontainers.kafka.KafkaContainer;

/**
 * A broker in a container; Testcontainers removes it at the end of this JVM.
 */
final class ContainerKafka implements TestKafka {

	private static final String IMAGE = "apache/kafka:4.3.1";

	private final KafkaContainer container;

	private ContainerKafka(KafkaContainer container) {
		this.container = container;
	}

	@SuppressWarnings("resource") // removed by Testcontainers
	static ContainerKafka start() {
		KafkaContainer container = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
			.withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
			.withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "250");
		container.start();
		return new ContainerKafka(container);
	}

	@Override
	public String bootstrapServers() {
		return this.container.getBootstrapServers();
	}

	@Override
	public void pause() {
		this.container.getDockerClient().pauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void resume() {
		if (Boolean.TRUE.equals(this.container.getCurrentContainerInfo().getState().getPaused())) {
			unpause();
		}
	}

	private void unpause() {
		this.container.getDockerClient().unpauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
