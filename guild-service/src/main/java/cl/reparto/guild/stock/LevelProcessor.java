package cl.reparto.guild.stock;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.guild.events.StockEvent;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

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

	/**
	 * The newest report of a cart: that of the latest time and, of several then, the one
	 * that was received last. In whatever order reports come, the same one is left at the
	 * end.
	 *
	 * @param id the report's id
	 * @param recibidaEn when it was received; as measured if it was kept before reports
	 * said so
	 * @param level what it says
	 */
	record NewestReport(UUID id, Instant recibidaEn, StockLevel level) {

		private static final Comparator<NewestReport> BY_AGE = Comparator
			.comparing((NewestReport report) -> report.level().medidaEn())
			.thenComparing(NewestReport::recibidaEn)
			.thenComparing(NewestReport::id);

		NewestReport {
			recibidaEn = Objects.requireNonNullElse(recibidaEn, level.medidaEn());
		}

		/**
		 * The newest report once another has come.
		 * @param before the newest until then; null if there was none
		 * @param report the other
		 * @param low with fewer than so many, a cart has little left
		 * @return null if the other is not newer
		 */
		static @Nullable NewestReport after(@Nullable NewestReport before, StockEvent.Report report, int low) {
			boolean few = report.cantidad() < low;
			boolean wereFew = before != null && before.level.bajo();
			NewestReport after = new NewestReport(report.id(), report.recibidaEn(),
					new StockLevel(report.patente(), report.cantidad(), report.medidaEn(), few,
							(few && wereFew) ? before.level.bajoDesde() : few ? report.medidaEn() : null));
			return (before == null || BY_AGE.compare(before, after) < 0) ? after : null;
		}

	}

}
