package cl.reparto.guild.sales;

import java.time.Duration;
import java.time.Instant;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.PersonName;
import cl.reparto.guild.events.SaleEvent;
import cl.reparto.guild.events.SaleEvent.Sale;
import cl.reparto.guild.events.StockEvent;
import cl.reparto.guild.streams.RoleProcessor;
import cl.reparto.guild.streams.Timers;
import cl.reparto.service.streams.timers.TimerIndex;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes each sale once: tells stock and place, counts it for its day, and tells a day's
 * figures soon after they have changed.
 * <p>
 * Two clocks: what is told or closed goes by the wall's, so that it is in time where
 * nobody sells. What is forgotten goes by when the guild heard of the newest sale read,
 * so that no time for which this did not run makes it forget what it has still to read.
 * <p>
 * The clock alone closes no day, either, for what was sold on it may still be unread. As
 * for silent carts, a mark with the time goes to the end of the lane first (decision 16).
 */
final class SalesProcessor extends RoleProcessor<SaleEvent> {

	private static final int MOST_PER_TICK = 200;

	/**
	 * Days told in one tick: the fewer, the more sales each of them tells of where many
	 * are read at once.
	 */
	private static final int MOST_TOLD = 50;

	private static final Duration BETWEEN_MARKS = Duration.ofMillis(500);

	private final Lanes lanes;

	private final SalesSettings settings;

	private final Counter sold;

	private final Counter repeated;

	private final Counter corrected;

	private KeyValueStore<String, byte[]> days;

	private SeenKeys seen;

	private KnownSales known;

	private Timers tellings;

	private Timers closings;

	private Timers ends;

	private @Nullable Instant heard;

	/** Until when all that carts have sold has been read. */
	private Instant readUntil = Instant.EPOCH;

	private Instant marked = Instant.EPOCH;

	SalesProcessor(Lanes lanes, SalesSettings settings, Duration tick, MeterRegistry registry) {
		super(tick);
		this.lanes = lanes;
		this.settings = settings;
		this.sold = counter(registry, "reparto.gremio.ventas", "Sales that were counted");
		this.repeated = counter(registry, "reparto.gremio.ventas.repetidas",
				"Sales that came again and changed nothing");
		this.corrected = counter(registry, "reparto.gremio.ventas.correcciones",
				"Sales that came after their day was closed");
	}

	/** After a crash the same sale may be counted here, and only here, twice. */
	private static Counter counter(MeterRegistry registry, String name, String description) {
		return Counter.builder(name).description(description).register(registry);
	}

	@Override
	protected void open() {
		this.days = store(SalesRole.DAYS);
		this.tellings = timers(SalesRole.TIMERS, 0);
		this.closings = timers(SalesRole.TIMERS, 1);
		this.ends = timers(SalesRole.TIMERS, 2);
		this.seen = new SeenKeys(context().getStateStore(SalesRole.SEEN),
				new TimerIndex(context().getStateStore(SalesRole.TIMERS), 3));
		this.known = new KnownSales(this.seen, this.settings);
	}

	@Override
	protected void process(String key, SaleEvent event, Instant now) {
		switch (event) {
			case Sale sale -> take(sale, now);
			case SaleEvent.Watermark mark -> readUntil(mark.hasta(), now);
		}
	}

	private void take(Sale sale, Instant now) {
		hear(sale, now);
		if (!this.known.add(sale)) {
			this.repeated.increment();
			return;
		}
		fanOut(sale, now);
		count(sale, now);
		this.sold.increment();
	}

	/** A time to come is none: it would make this forget too early. */
	private void hear(Sale sale, Instant now) {
		Instant received = sale.recibidaEn().isBefore(now) ? sale.recibidaEn() : now;
		if (this.heard == null || this.heard.isBefore(received)) {
			this.heard = received;
		}
	}

	private void fanOut(Sale sale, Instant now) {
		String plate = sale.patente();
		int lane = this.lanes.ordinary(plate);
		write(GuildTopics.STOCK, lane, plate,
				new StockEvent.Report(sale.id(), plate, sale.stockRestante(), sale.hora(), sale.recibidaEn()), now);
		write(GuildTopics.UBICACION, lane, plate,
				new CartEvent.Position(plate, sale.ubicacion(), sale.hora(), sale.recibidaEn()), now);
	}

	private void count(Sale sale, Instant now) {
		SalesDay day = SalesDay.of(sale);
		String key = day.key();
		boolean late = !sale.recibidaEn().isBefore(this.settings.closes(day));
		DayTotals before = find(key);
		if (before == null) {
			// Who was late shows that all who were not have been read.
			before = late ? DayTotals.NONE.closed() : DayTotals.NONE;
			begin(day, late, now);
		}
		DayTotals totals = before.plus(sale, this.seen.add(clients(key), name(sale)), late);
		if (totals.tardias() > before.tardias()) {
			this.corrected.increment();
		}
		if (!before.pendiente()) {
			this.tellings.set(now.plus(this.settings.delay()), key);
		}
		this.days.put(key, totals.write());
	}

	/**
	 * Where sales are read long after they came, those that came in time are to be in the
	 * first version, as they were or would have been.
	 */
	private void begin(SalesDay day, boolean late, Instant now) {
		Instant closes = this.settings.closes(day);
		if (!late) {
			this.closings.set(closes.isBefore(now) ? now.plus(this.settings.closing()) : closes, day.key());
		}
		this.ends.set(this.settings.forgets(day), day.key());
	}

	/**
	 * What is forgotten, by another clock, is due at once where there was too much of it.
	 */
	@Override
	protected @Nullable Instant nextDue() {
		boolean more = this.heard != null && (this.ends.areDue(this.heard) || this.seen.areDue(this.heard));
		return more ? Instant.EPOCH : first(this.closings, this.tellings);
	}

	@Override
	protected void tick(Instant now) {
		closeDays(now);
		if (this.closings.areDue(now) && !now.isBefore(this.marked.plus(BETWEEN_MARKS))) {
			this.marked = now;
			write(GuildTopics.REGISTRO_VENTA, context().taskId().partition(), "", new SaleEvent.Watermark(now), now);
		}
		this.tellings.take(now, MOST_TOLD, (key, at) -> tellIfChanged(key, now));
		if (this.heard != null) {
			this.ends.take(this.heard, MOST_PER_TICK, (key, at) -> forget(key, now));
			this.seen.drop(this.heard, MOST_PER_TICK);
		}
	}

	/** A time to come is none: somebody may sell until then. */
	private void readUntil(Instant mark, Instant now) {
		if (mark.isAfter(this.readUntil) && !mark.isAfter(now)) {
			this.readUntil = mark;
			closeDays(now);
		}
	}

	private void closeDays(Instant now) {
		this.closings.take(this.readUntil, MOST_PER_TICK, (key, at) -> close(key, now));
	}

	private void tellIfChanged(String key, Instant now) {
		DayTotals totals = find(key);
		if (totals != null && totals.pendiente()) {
			tell(key, totals, now);
		}
	}

	private void close(String key, Instant now) {
		DayTotals totals = find(key);
		if (totals != null && !totals.cerrada()) {
			tell(key, totals.closed(), now);
		}
	}

	private void tell(String key, DayTotals totals, Instant now) {
		this.days.put(key, totals.told().write());
		write(SalesRole.VENTAS_DIARIAS, key, DailySales.of(SalesDay.parse(key), totals, now), now);
	}

	/** Its last figures may not have been told yet where many days are read at once. */
	private void forget(String key, Instant now) {
		close(key, now);
		tellIfChanged(key, now);
		this.days.delete(key);
		this.seen.dropAt(clients(key), this.settings.forgets(SalesDay.parse(key)));
	}

	private @Nullable DayTotals find(String key) {
		byte[] totals = this.days.get(key);
		return (totals != null) ? DayTotals.read(totals) : null;
	}

	private static byte[] clients(String key) {
		return key.getBytes(UTF_8);
	}

	private static byte[] name(Sale sale) {
		return PersonName.normalize(sale.cliente()).getBytes(UTF_8);
	}

}
