package cl.reparto.request;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;

/**
 * Keeps orders in {@code order_requests}. An order is kept once all in-sync replicas have
 * it.
 */
@Component
final class KafkaOrderLog implements OrderLog {

	private static final Logger logger = LoggerFactory.getLogger(KafkaOrderLog.class);

	private final KafkaTemplate<String, byte[]> kafka;

	private final IntakeMetrics metrics;

	private final AtomicBoolean failing = new AtomicBoolean();

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
			logger.debug("Not connected yet; the first order will do it", ex);
		}
		this.open = true;
	}

	@Override
	public void append(OrderRequested order) {
		if (!this.open) {
			throw new RefusedException(Refusal.UNAVAILABLE);
		}
		long start = System.nanoTime();
		try {
			// Ends by the producer's own time-outs; another would be a timer for each
			// order.
			this.kafka.send(Topics.ORDER_REQUESTS.record(order.id().toString(), order)).get();
		}
		catch (KafkaException | ExecutionException ex) {
			noteFailure(order, ex);
			throw new RefusedException(Refusal.UNAVAILABLE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RefusedException(Refusal.UNAVAILABLE);
		}
		noteSuccess(Duration.ofNanos(System.nanoTime() - start));
	}

	/** One line when it begins: every order until it ends has the same to say. */
	private void noteFailure(OrderRequested order, Exception ex) {
		if (!this.failing.getAndSet(true)) {
			logger.atWarn()
				.addKeyValue("order.id", order.id())
				.log("Kafka does not take orders: {}", NestedExceptionUtils.getMostSpecificCause(ex).toString());
		}
	}

	private void noteSuccess(Duration time) {
		this.metrics.appendedIn(time);
		if (this.failing.getAndSet(false)) {
			logger.info("Kafka takes orders again");
		}
	}

}
