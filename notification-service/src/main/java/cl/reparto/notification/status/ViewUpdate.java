package cl.reparto.notification.status;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.notification.rules.ShopRules;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Keeps the newest progress of each order. An older one than is known changes nothing, so
 * that reading a part of the topic again (after a crash, say) turns nothing back. What
 * cannot be read, or leaves out a step, is passed over; the mailer sees to its dead
 * letter.
 */
final class ViewUpdate implements Processor<byte @Nullable [], byte @Nullable [], Void, Void> {

	private final ShopRules rules;

	private final Waiters waiters;

	private final ViewMetrics metrics;

	private ProcessorContext<Void, Void> context;

	private KeyValueStore<UUID, StoredStatus> orders;

	ViewUpdate(ShopRules rules, Waiters waiters, ViewMetrics metrics) {
		this.rules = rules;
		this.waiters = waiters;
		this.metrics = metrics;
	}

	@Override
	public void init(ProcessorContext<Void, Void> context) {
		this.context = context;
		this.orders = context.getStateStore(ViewTopology.ORDERS);
	}

	@Override
	public void process(Record<byte @Nullable [], byte @Nullable []> record) {
		byte[] key = record.key();
		if (key == null) {
			return;
		}
		try {
			UUID id = id(new String(key, UTF_8));
			byte[] value = record.value();
			if (value == null) {
				this.orders.delete(id);
			}
			else {
				put(id, Topics.ORDER_PROCESSING.read(value));
			}
			this.waiters.changed(id);
		}
		catch (UnreadableEventException | IllegalArgumentException ex) {
			this.metrics.passedOver();
		}
	}

	/** There are other ways to write a UUID, but a key is written as all others are. */
	private static UUID id(String key) {
		UUID id = UUID.fromString(key);
		if (!id.toString().equals(key)) {
			throw new IllegalArgumentException("the key is not an order's id");
		}
		return id;
	}

	private void put(UUID id, OrderProgress progress) {
		StoredStatus order = this.orders.get(id);
		int known = (order != null) ? order.version() : 0;
		Instant now = Instant.ofEpochMilli(this.context.currentSystemTimeMs());
		if (!progress.id().equals(id) || progress.skipsAVersionAfter(known, now)) {
			this.metrics.passedOver();
		}
		else if (progress.version() > known) {
			int partition = this.context.recordMetadata().orElseThrow().partition();
			this.orders.put(id, StoredStatus.of(progress, partition, this.rules));
			this.metrics.readable(Duration.between(progress.reachedAt(), now));
		}
	}

}
