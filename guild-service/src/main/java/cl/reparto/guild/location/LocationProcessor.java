package cl.reparto.guild.location;

import java.time.Duration;
import java.time.Instant;

import cl.reparto.guild.events.CartEvent.Position;
import cl.reparto.guild.location.CartState.Estado;
import cl.reparto.guild.streams.RoleProcessor;
import cl.reparto.guild.streams.Timers;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Follows the carts of one lane. A cart that is active has one timer for its silence,
 * however often it moves: when that is due, it is set again or the cart is lost.
 */
final class LocationProcessor extends RoleProcessor<Position> {

	private static final int MOST_PER_TICK = 2_000;

	private final CartWatch watch;

	private final Counter positions;

	private KeyValueStore<String, CartState> carts;

	private Timers silences;

	private Timers forgettings;

	LocationProcessor(CartWatch watch, Duration tick, Counter positions) {
		super(tick);
		this.watch = watch;
		this.positions = positions;
	}

	@Override
	protected void open() {
		this.carts = store(LocationRole.CARTS);
		this.silences = timers(LocationRole.TIMERS, 0);
		this.forgettings = timers(LocationRole.TIMERS, 1);
	}

	@Override
	protected void process(String key, Position position, Instant now) {
		CartState known = this.carts.get(position.patente());
		CartState cart = this.watch.moved(known, position, now);
		this.positions.increment();
		if (!cart.equals(known)) {
			put(cart, known, now);
		}
	}

	private void put(CartState cart, @Nullable CartState before, Instant now) {
		this.carts.put(cart.patente(), cart);
		write(LocationRole.CARRITOS, cart.patente(), cart, now);
		if (cart.estado() == Estado.PERDIDO) {
			this.forgettings.set(this.watch.forgottenAt(cart), cart.patente());
		}
		else if (before == null || before.estado() == Estado.PERDIDO) {
			this.silences.set(this.watch.lostAt(cart), cart.patente());
		}
	}

	@Override
	protected void tick(Instant now) {
		this.silences.take(now, MOST_PER_TICK, (patente, at) -> silent(patente, now));
		this.forgettings.take(now, MOST_PER_TICK, (patente, at) -> forget(patente, now));
	}

	private void silent(String patente, Instant now) {
		CartState cart = this.carts.get(patente);
		if (cart == null || cart.estado() == Estado.PERDIDO) {
			return;
		}
		if (now.isBefore(this.watch.lostAt(cart))) {
			this.silences.set(this.watch.lostAt(cart), patente);
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
			write(LocationRole.CARRITOS, patente, null, now);
		}
	}

}
