package cl.reparto.guild.location;

import java.time.Duration;
import java.time.Instant;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.CartEvent.Position;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.location.CartState.Estado;
import cl.reparto.guild.streams.RoleProcessor;
import cl.reparto.guild.streams.Timers;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Follows the carts of one lane. A cart that is active has one timer for its silence,
 * however often it moves: when that is due, it is set again or the cart is lost.
 * <p>
 * The clock alone loses nobody, for what a cart has said may still be unread. Where
 * somebody seems to be silent, a mark with the time goes to the end of the lane: once it
 * is read, so is all that was said until then (decision 16).
 */
final class LocationProcessor extends RoleProcessor<CartEvent> {

	private static final int MOST_PER_TICK = 2_000;

	/** A cart is to be lost at most two seconds after it should be. */
	private static final Duration BETWEEN_MARKS = Duration.ofMillis(500);

	private final CartWatch watch;

	private final Counter positions;

	private KeyValueStore<String, CartState> carts;

	private Timers silences;

	private Timers forgettings;

	/** Until when all that carts have said has been read. */
	private Instant readUntil = Instant.EPOCH;

	private Instant marked = Instant.EPOCH;

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
	protected void process(String key, CartEvent event, Instant now) {
		switch (event) {
			case Position position -> follow(position, now);
			case CartEvent.Watermark mark -> readUntil(mark.hasta(), now);
			case CartEvent.Notice _, CartEvent.Recovery _ -> {
				// For another role.
			}
		}
	}

	private void follow(Position position, Instant now) {
		CartState known = this.carts.get(position.patente());
		CartState cart = this.watch.moved(known, position, this.readUntil);
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
	protected @Nullable Instant nextDue() {
		return first(this.silences, this.forgettings);
	}

	@Override
	protected void tick(Instant now) {
		loseSilent(now);
		if (this.silences.areDue(now) && !now.isBefore(this.marked.plus(BETWEEN_MARKS))) {
			this.marked = now;
			write(GuildTopics.UBICACION, context().taskId().partition(), "", new CartEvent.Watermark(now), now);
		}
		this.forgettings.take(now, MOST_PER_TICK, (patente, at) -> forget(patente, now));
	}

	/** A time to come is none: nobody could have spoken since. */
	private void readUntil(Instant mark, Instant now) {
		if (mark.isAfter(this.readUntil) && !mark.isAfter(now)) {
			this.readUntil = mark;
			loseSilent(now);
		}
	}

	private void loseSilent(Instant now) {
		this.silences.take(this.readUntil, MOST_PER_TICK, (patente, at) -> silent(patente, now));
	}

	private void silent(String patente, Instant now) {
		CartState cart = this.carts.get(patente);
		if (cart == null || cart.estado() == Estado.PERDIDO) {
			return;
		}
		if (this.readUntil.isBefore(this.watch.lostAt(cart))) {
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
