package cl.reparto.request;

import java.time.Duration;
import java.util.concurrent.ExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;
import cl.reparto.service.process.TroubleLog;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * Keeps orders in {@code order_requests}. An order is kept once all in-sync replicas have
 * it.
 */
@Component
final class KafkaOrderLog implements OrderLog {

	private static final Logger log = LoggerFactory.getLogger(KafkaOrderLog.class);

	/** Each batch that fails tells another story. */
	private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

	private final KafkaTemplate<String, byte[]> kafka;

	private final IntakeMetrics metrics;

	private final TroubleLog trouble = new TroubleLog(log, "Kafka does not take orders", BETWEEN_LINES);

	private volatile boolean open;

	KafkaOrderLog(KafkaTemplate<String, byte[]> kafka, IntakeMetrics metrics) {
		this.kafka = kafka;
		this.metrics = metrics;
	}

	/**
	 * Lets orders in, once the topic is there: asking for it before would let a broker
	 * that makes topics by itself make it its own way. Connects already, which the first
	 * customer would have to wait for.
	 */
	void open() {
		try {
			this.kafka.partitionsFor(Topics.ORDER_REQUESTS.name());
		}
		catch (org.apache.kafka.common.KafkaException ex) {
			log.debug("Not connected yet; the first order will do it", ex);
		}
		this.open = true;
	}

	@Override
	public void append(OrderRequested order) {
		if (!this.open) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		long start = System.nanoTime();
		try {
			// Ends by the producer's own time-outs; another would be a timer for each
			// order.
			this.kafka.send(Topics.ORDER_REQUESTS.record(order.id().toString(), order)).get();
		}
		catch (KafkaException | ExecutionException ex) {
			this.trouble.report(NestedExceptionUtils.getMostSpecificCause(ex).toString());
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		this.metrics.appendedIn(Duration.ofNanos(System.nanoTime() - start));
		this.trouble.over();
	}

}
