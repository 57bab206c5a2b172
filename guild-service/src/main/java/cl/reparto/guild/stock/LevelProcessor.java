package cl.reparto.guild.stock;

import cl.reparto.guild.events.StockEvent;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the newest report of each cart of one lane. Passes on the {@link StockLevel} of
 * each that becomes it, and every {@link StockEvent} that lots depend on: reports of
 * little and the first of enough after them, and deliveries.
 */
final class LevelProcessor extends ContextualProcessor<String, StockEvent, String, Object> {

	/** The newest reports, by plate. */
	static final String NEWEST = "newest";

	private final int low;

	private KeyValueStore<String, NewestReport> newest;

	LevelProcessor(int low) {
		this.low = low;
	}

	@Override
	public void init(ProcessorContext<String, Object> context) {
		super.init(context);
		this.newest = context.getStateStore(NEWEST);
	}

	@Override
	public void process(Record<String, StockEvent> record) {
		switch (record.value()) {
			case StockEvent.Report report -> reported(report);
			case StockEvent.Delivery delivery -> forward(record.key(), delivery);
		}
	}

	private void reported(StockEvent.Report report) {
		String cart = report.patente();
		NewestReport before = this.newest.get(cart);
		NewestReport after = NewestReport.after(before, report, this.low);
		if (after != null) {
			this.newest.put(cart, after);
			forward(cart, after.level());
			if (after.level().bajo() || (before != null && before.level().bajo())) {
				forward(cart, report);
			}
		}
	}

	private void forward(String key, Object value) {
		context().forward(new Record<>(key, value, context().currentSystemTimeMs()));
	}

}
