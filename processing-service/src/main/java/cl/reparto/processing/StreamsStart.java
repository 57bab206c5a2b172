package cl.reparto.processing;

import java.util.List;

import cl.reparto.model.TopicSetup;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Starts Kafka Streams once Kafka and the topics are there, however long that takes:
 * Streams itself gives up when a source topic is missing.
 */
@Component
class StreamsStart implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(StreamsStart.class);

	private final KafkaAdmin admin;

	private final ProcessingSettings settings;

	private final StreamsBuilderFactoryBean streams;

	private @Nullable Thread thread;

	StreamsStart(KafkaAdmin admin, ProcessingSettings settings, StreamsBuilderFactoryBean streams) {
		this.admin = admin;
		this.settings = settings;
		this.streams = streams;
	}

	@Override
	public void start() {
		this.thread = Thread.ofVirtual().name("streams-start").start(this::startWhenPossible);
	}

	private void startWhenPossible() {
		try (Admin client = Admin.create(this.admin.getConfigurationProperties())) {
			new TopicSetup(client, this.settings.topics().toTopicLayout(), log::warn)
				.await(List.of(Topics.ORDER_PROCESSING, Topics.ORDER_REQUESTS_DLT), List.of(Topics.ORDER_REQUESTS));
			this.streams.start();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void stop() {
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
