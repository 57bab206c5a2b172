package cl.reparto.guild.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import cl.reparto.model.Topic;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * One of the guild's consumers: an application of Kafka Streams with a group of its own
 * (decision 16).
 */
public interface GuildRole {

	/**
	 * What it is called, in settings and in its group's name.
	 * @return the name of the topic that the assignment gave it, or its own
	 */
	default String name() {
		return reads().name();
	}

	/**
	 * The topic that it reads.
	 * @return the topic whose records its state is of
	 */
	Topic<?> reads();

	/**
	 * The topics that it makes, most of which it writes.
	 * @return topics to make where absent
	 */
	List<Topic<?>> writes();

	/**
	 * Adds what it does.
	 * @param builder where to
	 * @param tick how often it is to look for what is due
	 */
	void addTo(StreamsBuilder builder, Duration tick);

	/**
	 * How Kafka Streams is tuned for it where people set nothing else.
	 * @return settings of Kafka Streams that are other than usual
	 */
	default Map<String, String> tuning() {
		return Map.of();
	}

}
