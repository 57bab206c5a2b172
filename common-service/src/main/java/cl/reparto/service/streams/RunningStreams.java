package cl.reparto.service.streams;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Streams as it was made last. Its factory cannot be asked while it starts, which
 * takes as long as global stores catch up.
 */
public final class RunningStreams {

	private final RestoreWatch restores;

	private volatile @Nullable KafkaStreams streams;

	/**
	 * Knows of none yet.
	 * @param registry shows what it reads back from Kafka
	 * @param application its name
	 */
	public RunningStreams(MeterRegistry registry, String application) {
		this.restores = new RestoreWatch(registry, application);
	}

	/** Of what was made, and is not started yet. */
	void made(KafkaStreams made) {
		this.restores.forget();
		made.setGlobalStateRestoreListener(this.restores);
		this.streams = made;
	}

	/**
	 * Kafka Streams.
	 * @return null before it was made
	 */
	public @Nullable KafkaStreams streams() {
		return this.streams;
	}

	/** What it has to read back. */
	RestoreWatch restores() {
		return this.restores;
	}

}
