package cl.reparto.guild.stock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import cl.reparto.guild.events.StockEvent;
import cl.reparto.guild.streams.RoleProcessor;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the carts of all lanes into lots. Who is in which is the
 * {@link Replenishment}'s to say; this keeps what it knows. A lot goes out in one
 * transaction with its number and with who is left waiting: so it is issued once.
 */
final class LotProcessor extends RoleProcessor<StockEvent> {

	static final String GATHERING = "gathering";

	static final String MEMBERS = "members";

	static final String OPEN = "open";

	private static final Logger log = LoggerFactory.getLogger(LotProcessor.class);

	private final StockSettings settings;

	private final Counter issued;

	private Replenishment replenishment;

	LotProcessor(StockSettings settings, Duration tick, Counter issued) {
		super(tick);
		this.settings = settings;
		this.issued = issued;
	}

	@Override
	protected void open() {
		this.replenishment = new Replenishment(this.settings, store(GATHERING), store(MEMBERS), store(OPEN));
	}

	@Override
	protected void process(String key, StockEvent event, Instant now) {
		switch (event) {
			case StockEvent.Report report -> write(this.replenishment.reported(report, now), now);
			case StockEvent.Delivery delivery -> {
				List<Lot> changed = this.replenishment.delivered(delivery, now);
				if (changed.isEmpty()) {
					log.debug("Passed over a delivery of lot {}, which is not open", delivery.lote());
				}
				write(changed, now);
			}
		}
	}

	@Override
	protected @Nullable Instant nextDue() {
		return this.replenishment.nextDue();
	}

	@Override
	protected void tick(Instant now) {
		write(this.replenishment.waited(now), now);
	}

	private void write(List<Lot> changed, Instant now) {
		for (Lot lot : changed) {
			if (lot.isOpen()) {
				this.issued.increment();
			}
			write(Lot.REPOSICIONES, Lot.key(lot.lote()), lot, now);
		}
	}

}
