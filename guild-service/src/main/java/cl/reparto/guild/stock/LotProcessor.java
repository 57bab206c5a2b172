package cl.reparto.guild.stock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import cl.reparto.guild.events.StockEvent;
import cl.reparto.guild.streams.Output;
import cl.reparto.model.Topic;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the carts of all lanes into lots. Who is in which is the
 * {@link Replenishment}'s to say; this keeps what it knows. A lot goes out in one
 * transaction with its number and with who is left waiting: so it is issued once.
 */
final class LotProcessor extends ContextualProcessor<String, StockEvent, String, Output> {

	static final String LOTS = "lots";

	private static final Logger log = LoggerFactory.getLogger(LotProcessor.class);

	private final StockSettings settings;

	private final Duration tick;

	private final Counter issued;

	private Replenishment replenishment;

	LotProcessor(StockSettings settings, Duration tick, Counter issued) {
		this.settings = settings;
		this.tick = tick;
		this.issued = issued;
	}

	@Override
	public void init(ProcessorContext<String, Output> context) {
		super.init(context);
		KeyValueStore<String, byte[]> store = context.getStateStore(LOTS);
		this.replenishment = new Replenishment(this.settings, part(store, "gathering", Gathering.class),
				part(store, "member", Replenishment.Membership.class), part(store, "open", Lot.class));
		if (this.settings.longestWait() != null) {
			context.schedule(this.tick, PunctuationType.WALL_CLOCK_TIME,
					(now) -> write(this.replenishment.waited(Instant.ofEpochMilli(now))));
		}
	}

	@Override
	public void process(Record<String, StockEvent> record) {
		Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
		switch (record.value()) {
			case StockEvent.Report report -> write(this.replenishment.reported(report, now));
			case StockEvent.Delivery delivery -> {
				List<Lot> changed = this.replenishment.delivered(delivery, now);
				if (changed.isEmpty()) {
					log.debug("Passed over a delivery of lot {}, which is not open", delivery.lote());
				}
				write(changed);
			}
		}
	}

	private void write(List<Lot> changed) {
		for (Lot lot : changed) {
			if (lot.isOpen()) {
				this.issued.increment();
			}
			context()
				.forward(Output.record(Lot.REPOSICIONES, Lot.key(lot.lote()), lot, context().currentSystemTimeMs()));
		}
	}

	private static <V> Part<V> part(KeyValueStore<String, byte[]> store, String name, Class<V> type) {
		return new Part<>(store, new Topic<>(name, type, Map.of()));
	}

	/** Its keys begin with its name. */
	private record Part<V>(KeyValueStore<String, byte[]> store, Topic<V> values) implements Replenishment.Kept<V> {

		@Override
		public @Nullable V get(String key) {
			return this.values.deserializer().deserialize(this.values.name(), this.store.get(storeKey(key)));
		}

		@Override
		public void put(String key, @Nullable V value) {
			this.store.put(storeKey(key), (value != null) ? this.values.write(value) : null);
		}

		private String storeKey(String key) {
			return this.values.name() + ':' + key;
		}

	}

}
