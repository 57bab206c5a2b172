package cl.reparto.load.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;

/**
 * What is seen of an order that takes 10 ms from status to status, is read 2 ms after
 * each, and mailed 5 ms after each.
 */
final class ObservedRecords {

	private ObservedRecords() {
	}

	static List<ObservedRecord> of(UUID id, Instant requestedAt) {
		OrderBuilder order = OrderBuilder.anOrder().id(id).requestedAt(requestedAt).everyStep(Duration.ofMillis(10));
		List<ObservedRecord> records = new ArrayList<>();
		records.add(seen(Topics.ORDER_REQUESTS, id, order.requested(), requestedAt));
		for (OrderProgress progress : order.all()) {
			Instant mailed = progress.reachedAt().plusMillis(5);
			records.add(seen(Topics.ORDER_PROCESSING, id, progress, progress.reachedAt().plusMillis(2)));
			records.add(seen(Topics.ORDER_NOTIFICATIONS, id, new OrderNotified(id, progress.status(),
					progress.version(), OrderNotified.Outcome.SENT, "<1@x>", mailed), mailed));
		}
		return records;
	}

	private static <V> ObservedRecord seen(Topic<V> topic, UUID id, V event, Instant at) {
		var written = topic.record(id.toString(), event);
		return new ObservedRecord(at, topic.name(), written.key(), written.value());
	}

}
