package cl.reparto.load.trial;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an order when, by what the topics say. All processes share a clock.
 */
final class OrderTimes {

	private final Map<Status, Instant> reached = new EnumMap<>(Status.class);

	private final Map<Status, Instant> visible = new EnumMap<>(Status.class);

	private final Map<Status, Instant> mailed = new EnumMap<>(Status.class);

	private @Nullable Instant requestedAt;

	/**
	 * Puts together what was seen of each order.
	 * @param sightings of all three topics
	 * @return the orders by their ids
	 */
	static Map<UUID, OrderTimes> of(Iterable<ObservedRecord> sightings) {
		Map<UUID, OrderTimes> orders = new HashMap<>();
		for (ObservedRecord sighting : sightings) {
			orders.computeIfAbsent(UUID.fromString(sighting.key()), (id) -> new OrderTimes()).add(sighting);
		}
		return orders;
	}

	private void add(ObservedRecord sighting) {
		String topic = sighting.topic();
		if (topic.equals(Topics.ORDER_REQUESTS.name())) {
			this.requestedAt = Topics.ORDER_REQUESTS.read(sighting.value()).requestedAt();
		}
		else if (topic.equals(Topics.ORDER_PROCESSING.name())) {
			OrderProgress progress = Topics.ORDER_PROCESSING.read(sighting.value());
			this.reached.put(progress.status(), progress.reachedAt());
			this.visible.put(progress.status(), sighting.at());
		}
		else if (topic.equals(Topics.ORDER_NOTIFICATIONS.name())) {
			OrderNotified note = Topics.ORDER_NOTIFICATIONS.read(sighting.value());
			if (note.outcome() == OrderNotified.Outcome.SENT) {
				this.mailed.put(note.status(), note.at());
			}
		}
	}

	/**
	 * Whether it has been through every status.
	 * @param mailed whether every mail has to be taken, too
	 */
	boolean isComplete(boolean mailed) {
		int all = Status.STEPS.size();
		return this.requestedAt != null && this.visible.size() == all && (!mailed || this.mailed.size() == all);
	}

	/** When it came in; fails, as the others do, if that was not seen. */
	Instant requestedAt() {
		return Objects.requireNonNull(this.requestedAt);
	}

	/** When it came to a status. */
	Instant reached(Status status) {
		return Objects.requireNonNull(this.reached.get(status));
	}

	/** When a reader of committed records had a status. */
	Instant visible(Status status) {
		return Objects.requireNonNull(this.visible.get(status));
	}

	/** When the mail server had taken the mail about a status. */
	Instant mailed(Status status) {
		return Objects.requireNonNull(this.mailed.get(status));
	}

}
