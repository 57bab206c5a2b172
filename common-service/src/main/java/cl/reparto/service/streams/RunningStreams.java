package cl.reparto.service.streams;

import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.config.KafkaStreamsCustomizer;

/**
 * Kafka Streams as it was made last. Its factory cannot be asked while it starts, which
 * takes as long as global stores catch up.
 */
public final class RunningStreams implements KafkaStreamsCustomizer {

	private volatile @Nullable KafkaStreams streams;

	@Override
	public void customize(KafkaStreams made) {
		this.streams = made;
	}

	/**
	 * Kafka Streams.
	 * @return null before it was made
	 */
	public @Nullable KafkaStreams streams() {
		return this.streams;
	}

}
