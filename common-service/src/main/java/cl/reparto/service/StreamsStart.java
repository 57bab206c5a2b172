package cl.reparto.service;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import cl.reparto.model.Topic;
import cl.reparto.model.TopicLayout;
import cl.reparto.model.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Starts Kafka Streams once Kafka and the topics are there, however long that takes:
 * Streams itself gives up when a source topic is missing. State on disk that is damaged
 * is deleted. If Streams cannot be started even then (the state folder cannot be written,
 * say), the application is no longer live.
 */
public final class StreamsStart implements Background.Work {

	private static final Logger log = LoggerFactory.getLogger(StreamsStart.class);

	private final KafkaAdmin admin;

	private final TopicLayout layout;

	private final List<Topic<?>> written;

	private final List<Topic<?>> read;

	private final StreamsBuilderFactoryBean streams;

	/**
	 * Prepares; starts nothing yet.
	 * @param admin says where the cluster is
	 * @param layout how topics are made
	 * @param written the topics to make where absent
	 * @param read the topics to wait for
	 * @param streams what is started; it must not start by itself
	 */
	public StreamsStart(KafkaAdmin admin, TopicLayout layout, List<Topic<?>> written, List<Topic<?>> read,
			StreamsBuilderFactoryBean streams) {
		this.admin = admin;
		this.layout = layout;
		this.written = written;
		this.read = read;
		this.streams = streams;
	}

	@Override
	public void run() throws InterruptedException {
		try (Admin client = Admin.create(this.admin.getConfigurationProperties())) {
			new TopicSetup(client, this.layout, log::warn).await(this.written, this.read);
		}
		startStreams();
	}

	/** All state is in Kafka, too: what cannot be opened is not missed. */
	private void startStreams() {
		try {
			this.streams.start();
		}
		catch (RuntimeException ex) {
			if (!isAboutState(ex)) {
				throw ex;
			}
			log.warn("The state on disk cannot be opened; it is deleted and restored from Kafka: {}", rootOf(ex));
			deleteState();
			this.streams.start();
		}
	}

	private static boolean isAboutState(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch((each) -> each instanceof ProcessorStateException || each instanceof IOException);
	}

	private static String rootOf(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.reduce(failure, (outer, inner) -> inner)
			.toString();
	}

	private void deleteState() {
		KafkaStreams failed = this.streams.getKafkaStreams();
		if (failed != null) {
			failed.close();
			failed.cleanUp();
		}
	}

}
