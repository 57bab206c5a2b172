package cl.reparto.guild.view;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

import cl.reparto.model.Topic;
import cl.reparto.service.process.Worker;
import cl.reparto.service.streams.BoundedRocksDb;
import cl.reparto.service.streams.StateAge;
import cl.reparto.service.streams.StateFolder;
import cl.reparto.service.streams.StreamsApplication;
import cl.reparto.service.streams.TimedRecords;
import cl.reparto.service.streams.view.AdminTopicOffsets;
import cl.reparto.service.streams.view.ViewFreshness;
import cl.reparto.service.streams.view.ViewPosition;
import cl.reparto.service.streams.view.ViewSettings;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.StreamsConfig;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Reads all tables in one application of Kafka Streams.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ViewSettings.class)
class ViewsConfiguration {

	/**
	 * Tombstones live an hour longer: that is to read the tables on
	 * (delete.retention.ms).
	 */
	private static final Duration OLDEST = Duration.ofHours(23);

	/** Another when rows, or what they are sorted by, become others. */
	private static final String LAYOUT = "rows 1";

	@Bean
	ViewPosition viewPosition() {
		return new ViewPosition();
	}

	/** Readiness asks for it by the name of {@code current}. */
	@Bean("currentHealthIndicator")
	ViewFreshness viewFreshness(List<TableView<?>> tables, KafkaAdmin admin, ViewPosition position,
			ViewSettings settings) {
		return new ViewFreshness(() -> AdminTopicOffsets.open(admin.getConfigurationProperties()), position,
				topics(tables), settings.currentWithin());
	}

	@Bean
	Worker viewFreshnessCheck(ViewFreshness freshness, ApplicationEventPublisher events) {
		return new Worker("view-freshness", freshness::run, events);
	}

	/**
	 * The topics are made here, too: an instance may run no role at all. Readiness asks
	 * for it by the name of {@code views}.
	 */
	@Bean("viewsHealthIndicator")
	StreamsApplication views(List<TableView<?>> tables, ViewPosition position, ViewFreshness freshness,
			KafkaProperties kafka, TopicSetup guildTopics, ApplicationEventPublisher events, MeterRegistry registry) {
		Properties properties = new Properties();
		properties.putAll(kafka.buildStreamsProperties());
		properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "gremio-vistas");
		properties.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
				IsolationLevel.READ_COMMITTED.toString());
		BoundedRocksDb.bound(properties);
		TimedRecords.readBy(properties);
		List<Topic<?>> topics = topics(tables);
		StateAge age = new StateAge(StateFolder.of(properties).path(), OLDEST, maker(tables), InstantSource.system());
		StreamsApplication views = new StreamsApplication(properties,
				(builder) -> tables.forEach((table) -> table.addTo(builder)), guildTopics, topics, topics, 0, events,
				registry)
			.asView(position, freshness, age);
		tables.forEach((table) -> table.readFrom(() -> freshness.isCurrent() ? views.running() : null));
		return views;
	}

	private static List<Topic<?>> topics(List<TableView<?>> tables) {
		return tables.stream().<Topic<?>>map(TableView::topic).toList();
	}

	/** What a view depends on that is kept on disk. */
	private static String maker(List<TableView<?>> tables) {
		return tables.stream().map(TableView::toString).sorted().collect(Collectors.joining("; ", LAYOUT + "; ", ""));
	}

}
