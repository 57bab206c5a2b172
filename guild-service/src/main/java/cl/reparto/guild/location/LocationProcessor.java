package cl.reparto.guild.location;

import java.time.Duration;
import java.time.Instant;

import cl.reparto.guild.events.CartEvent.Position;
import cl.reparto.guild.location.CartState.Estado;
import cl.reparto.guild.streams.Output;
import cl.reparto.service.streams.TimerIndex;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Follows the carts of one lane. A cart that is active has one timer for its silence,
 * however often it moves: when that is due, it is set again or the cart is lost.
 */
final class LocationProcessor extends ContextualProcessor<String, Position, String, Output> {

	/** Bounds one tick, which holds up the other work of its thread. */
	private static final int MOST_PER_TICK = 2_000;

	private final CartWatch watch;

	private final Duration tick;

	private final Counter positions;

	private KeyValueStore<String, CartState> carts;

	private TimerIndex silences;

	private TimerIndex forgettings;

	LocationProcessor(CartWatch watch, Duration tick, Counter positions) {
		this.watch = watch;
		this.tick = tick;
		this.positions = positions;
	}

	@Override
	public void init(ProcessorContext<String, Output> context) {
		super.init(context);
		this.carts = context.getStateStore(LocationRole.CARTS);
		KeyValueStore<Bytes, byte[]> timers = context.getStateStore(LocationRole.TIMERS);
		this.silences = new TimerIndex(timers, 0);
		this.forgettings = new TimerIndex(timers, 1);
		context.schedule(this.tick, PunctuationType.WALL_CLOCK_TIME, this::tick);
	}

	@Override
	public void process(Record<String, Position> record) {
		Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
		CartState known = this.carts.get(record.value().patente());
		CartState cart = this.watch.moved(known, record.value(), now);
		this.positions.increment();
		if (!cart.equals(known)) {
			put(cart, known, now);
		}
	}

	private void put(CartState cart, @Nullable CartState before, Instant now) {
		this.carts.put(cart.patente(), cart);
		tell(cart.patente(), cart, now);
		if (cart.estado() == Estado.PERDIDO) {
			this.forgettings.add(timer(cart, this.watch.forgottenAt(cart)));
		}
		else if (before == null || before.estado() == Estado.PERDIDO) {
			this.silences.add(timer(cart, this.watch.lostAt(cart)));
		}
	}

	private void tick(long millis) {
		Instant now = Instant.ofEpochMilli(millis);
		this.silences.take(now, MOST_PER_TICK, (timer) -> silent(patente(timer), now));
		this.forgettings.take(now, MOST_PER_TICK, (timer) -> forget(patente(timer), now));
	}

	private void silent(String patente, Instant now) {
		CartState cart = this.carts.get(patente);
		if (cart == null || cart.estado() == Estado.PERDIDO) {
			return;
		}
		if (now.isBefore(this.watch.lostAt(cart))) {
			this.silences.add(timer(cart, this.watch.lostAt(cart)));
		}
		else {
			put(cart.in(Estado.PERDIDO), cart, now);
		}
	}

	/** A timer of before the cart came back finds it active, or lost anew. */
	private void forget(String patente, Instant now) {
		CartState cart = this.carts.get(patente);
		if (cart != null && cart.estado() == Estado.PERDIDO && !now.isBefore(this.watch.forgottenAt(cart))) {
			this.carts.delete(patente);
			tell(patente, null, now);
		}
	}

	private void tell(String patente, @Nullable CartState cart, Instant now) {
		context().forward(Output.record(LocationRole.CARRITOS, patente, cart, now.toEpochMilli()));
	}

	private static TimerIndex.Entry timer(CartState cart, Instant at) {
		return new TimerIndex.Entry(at, Bytes.wrap(cart.patente().getBytes(UTF_8)), (byte) 0);
	}

	private static String patente(TimerIndex.Entry timer) {
		return new String(timer.subject().get(), UTF_8);
	}

}
