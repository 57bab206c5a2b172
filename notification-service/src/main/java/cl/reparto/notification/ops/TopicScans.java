package cl.reparto.notification.ops;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

import cl.reparto.service.topics.BriefReader;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads parts of topics for whoever looks at a page: few at once and none for long, so
 * that nobody else waits for a thread. What was left unread is told.
 */
@Component
final class TopicScans {

	static final int AT_ONCE = 2;

	private static final int MOST = 200_000;

	/**
	 * With what comes before and after, below the time after which the gateway gives up.
	 */
	private static final Duration LONGEST = Duration.ofSeconds(4);

	private final Map<String, Object> configured;

	private final int most;

	private final Duration longest;

	private final Semaphore places = new Semaphore(AT_ONCE);

	@Autowired
	TopicScans(ConsumerFactory<byte[], byte[]> consumers) {
		this(consumers.getConfigurationProperties(), MOST, LONGEST);
	}

	/**
	 * Reads nothing yet.
	 * @param configured connection and login
	 * @param most how many records a scan reads at most, but for what comes with the last
	 * @param longest how long it goes on reading
	 */
	TopicScans(Map<String, Object> configured, int most, Duration longest) {
		this.configured = configured;
		this.most = most;
		this.longest = longest;
	}

	/**
	 * Begins a scan.
	 * @return a reader, to be closed; null while as many read as may
	 * @throws KafkaException if there can be none
	 */
	@Nullable BriefReader open() {
		if (!this.places.tryAcquire()) {
			return null;
		}
		try {
			return new BriefReader(this.configured, IsolationLevel.READ_COMMITTED, this.most, this.longest,
					this.places::release);
		}
		catch (RuntimeException ex) {
			this.places.release();
			throw ex;
		}
	}

}
