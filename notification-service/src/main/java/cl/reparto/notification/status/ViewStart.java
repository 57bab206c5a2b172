package cl.reparto.notification.status;

import java.util.List;

import cl.reparto.model.TopicLayout;
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
 * Opens the view once Kafka and its topic are there, however long that takes; Streams
 * itself gives up when the topic is missing. Starting ends when the view has caught up
 * with all that was committed before.
 */
@Component
class ViewStart implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ViewStart.class);

	private final KafkaAdmin admin;

	private final TopicLayout layout;

	private final StreamsBuilderFactoryBean streams;

	private @Nullable Thread thread;

	ViewStart(KafkaAdmin admin, TopicLayout layout, StreamsBuilderFactoryBean streams) {
		this.admin = admin;
		this.layout = layout;
		this.streams = streams;
	}

	@Override
	public void start() {
		this.thread = Thread.ofVirtual().name("view-start").start(this::startWhenPossible);
	}

	private void startWhenPossible() {
		try (Admin client = Admin.create(this.admin.getConfigurationProperties())) {
			new TopicSetup(client, this.layout, log::warn).await(List.of(), List.of(Topics.ORDER_PROCESSING));
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
