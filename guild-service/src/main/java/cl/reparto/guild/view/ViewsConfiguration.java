package cl.reparto.guild.view;

import java.util.List;
import java.util.Properties;

import cl.reparto.model.Topic;
import cl.reparto.service.streams.BoundedRocksDb;
import cl.reparto.service.streams.StreamsApplication;
import cl.reparto.service.streams.TimedRecords;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.StreamsConfig;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads all tables in one application of Kafka Streams. Readiness asks for it by the name
 * of {@code views}.
 */
@Configuration(proxyBeanMethods = false)
class ViewsConfiguration {

	/**
	 * The topics are made here, too: an instance may run no role at all.
	 */
	@Bean("viewsHealthIndicator")
	StreamsApplication views(List<TableView<?>> tables, KafkaProperties kafka, TopicSetup guildTopics,
			ApplicationEventPublisher events, MeterRegistry registry) {
		Properties properties = new Properties();
		properties.putAll(kafka.buildStreamsProperties());
		properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "gremio-vistas");
		properties.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
				IsolationLevel.READ_COMMITTED.toString());
		BoundedRocksDb.bound(properties);
		TimedRecords.readBy(properties);
		List<Topic<?>> topics = tables.stream().<Topic<?>>map(TableView::topic).toList();
		StreamsApplication views = new StreamsApplication(properties,
				(builder) -> tables.forEach((table) -> table.addTo(builder)), guildTopics, topics, topics, 0, events,
				registry);
		tables.forEach((table) -> table.readFrom(views::running));
		return views;
	}

}
