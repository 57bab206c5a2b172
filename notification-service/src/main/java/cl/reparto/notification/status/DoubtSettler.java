package cl.reparto.notification.status;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles doubts, as many as there are with one proof at a time, so that whoever asks for
 * orders at random costs the brokers no more than a customer does. Trouble with Kafka
 * only makes it begin again, with a new client that remembers no leader.
 */
final class DoubtSettler {

	private static final Logger log = LoggerFactory.getLogger(DoubtSettler.class);

	private static final Duration RETRY = Duration.ofMillis(200);

	/** About what processing-service and the view take for an order. */
	private static final Duration PAUSE = Duration.ofMillis(20);

	private final Doubts doubts;

	private final Supplier<Logs> logs;

	private final ViewPosition view;

	private final ViewMetrics metrics;

	private String trouble = "";

	/**
	 * Prepares; asks nothing yet.
	 * @param doubts the doubts to settle
	 * @param logs opens the logs
	 * @param view how far the view has read
	 * @param metrics told what happens
	 */
	DoubtSettler(Doubts doubts, Supplier<Logs> logs, ViewPosition view, ViewMetrics metrics) {
		this.doubts = doubts;
		this.logs = logs;
		this.view = view;
		this.metrics = metrics;
	}

	/**
	 * Settles doubts until interrupted.
	 * @throws InterruptedException when interrupted
	 */
	void run() throws InterruptedException {
		while (true) {
			this.doubts.await();
			try (Logs logs = this.logs.get()) {
				settle(logs);
			}
			catch (KafkaException ex) {
				report(ex);
				Thread.sleep(RETRY);
			}
		}
	}

	private void settle(Logs logs) throws InterruptedException {
		while (true) {
			Set<Doubts.Doubt> raised = this.doubts.await();
			long start = System.nanoTime();
			if (prove(logs, raised)) {
				raised.forEach(Doubts.Doubt::settle);
				this.metrics.proven(Duration.ofNanos(System.nanoTime() - start));
				this.trouble = "";
			}
			Thread.sleep(PAUSE);
		}
	}

	/** Gives up when nobody who may use the proof is left. */
	private boolean prove(Logs logs, Set<Doubts.Doubt> raised) throws InterruptedException {
		Proof proof = Proof.begin(logs, this.view);
		while (raised.stream().anyMatch(Doubts.Doubt::isOpen)) {
			if (proof.isGiven()) {
				return true;
			}
			Thread.sleep(PAUSE);
		}
		return false;
	}

	private void report(KafkaException ex) {
		if (!ex.toString().equals(this.trouble)) {
			this.trouble = ex.toString();
			log.warn("Cannot tell unknown orders from new ones until Kafka answers: {}", this.trouble);
		}
	}

}
