package cl.reparto.load;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;

/**
 * What is seen of an order that takes 10 ms from status to status, is read 2 ms after
 * each, and mailed 5 ms after each.
 */
final class Sightings {

	private static final Duration STAGE = Duration.ofMillis(10);

	private static final Duration UNTIL_VISIBLE = Duration.ofMillis(2);

	private static final Duration UNTIL_MAILED = Duration.ofMillis(5);

	private final UUID id;

	private final Instant requestedAt;

	private Sightings(UUID id, Instant requestedAt) {
		this.id = id;
		this.requestedAt = requestedAt;
	}

	static List<Sighting> of(UUID id, Instant requestedAt) {
		return new Sightings(id, requestedAt).all();
	}

	private List<Sighting> all() {
		List<Sighting> sightings = new ArrayList<>();
		OrderRequested request = new OrderRequested(this.id, "Pan amasado", BigDecimal.TEN, "c-1@example.com",
				this.requestedAt);
		sightings.add(seen(Topics.ORDER_REQUESTS, request, this.requestedAt));
		OrderProgress progress = OrderProgress.received(request, this.requestedAt, this.requestedAt);
		sightings.addAll(reached(progress));
		while (progress.status() != Status.FINALIZADO) {
			Instant at = progress.reachedAt().plus(STAGE);
			progress = progress.next(at, (progress.status() != Status.ENTREGANDO) ? at : null);
			sightings.addAll(reached(progress));
		}
		return sightings;
	}

	private List<Sighting> reached(OrderProgress progress) {
		Instant mailed = progress.reachedAt().plus(UNTIL_MAILED);
		OrderNotified note = new OrderNotified(this.id, progress.status(), progress.version(), Outcome.SENT, "<1@x>",
				mailed);
		return List.of(seen(Topics.ORDER_PROCESSING, progress, progress.reachedAt().plus(UNTIL_VISIBLE)),
				seen(Topics.ORDER_NOTIFICATIONS, note, mailed));
	}

	private <V> Sighting seen(Topic<V> topic, V event, Instant at) {
		var written = topic.record(this.id.toString(), event);
		return new Sighting(at, topic.name(), written.key(), written.value());
	}

}
