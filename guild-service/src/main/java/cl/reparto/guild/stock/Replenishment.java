package cl.reparto.guild.stock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import cl.reparto.guild.events.StockEvent;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which lot, as a function of what is kept, an event and the time. A cart's
 * reports come in their order. However those of several carts and deliveries mingle, a
 * lot has so many carts, all different, each with little left by its newest report; a
 * cart that an open lot has is in no other; and who ran low first is in a lot first.
 * <p>
 * A lot has a cart until it is delivered or the cart reports that it has enough. What was
 * measured before a delivery says nothing of the time after it, also if it comes later: a
 * cart that was delivered waits for another lot only with a report of little that was
 * measured after the delivery, also if that came before word of the delivery did. Without
 * one, it was filled up.
 *
 * @param settings when carts are filled up
 * @param gathered who waits, under one key
 * @param memberships the lot that each cart was last in, by plate
 * @param openLots the lots that are to be delivered, by {@link Lot#key}
 */
record Replenishment(StockSettings settings, KeyValueStore<String, Gathering> gathered,
		KeyValueStore<String, Membership> memberships, KeyValueStore<String, Lot> openLots) {

	private static final String ONLY = "";

	/**
	 * A cart has reported.
	 * @param report its newest report: any of little, or the first of enough
	 * @return the lots that are issued
	 */
	List<Lot> reported(StockEvent.Report report, Instant now) {
		String cart = report.patente();
		Membership member = this.memberships.get(cart);
		if (report.cantidad() >= this.settings.low()) {
			this.memberships.put(cart, null);
			keep(gathering().without(cart));
		}
		else if (member == null) {
			keep(gathering().with(cart, now));
		}
		else {
			goOn(cart, new Membership(member.lot(), report.medidaEn(), member.deliveredAt()), now);
		}
		return issueFull(now);
	}

	/**
	 * A lot was delivered.
	 * @return that lot, and those that are issued; nothing if that lot is not open
	 */
	List<Lot> delivered(StockEvent.Delivery delivery, Instant now) {
		Lot lot = this.openLots.get(Lot.key(delivery.lote()));
		if (lot == null) {
			return List.of();
		}
		this.openLots.put(Lot.key(lot.lote()), null);
		for (String cart : lot.carritos()) {
			Membership member = this.memberships.get(cart);
			if (member != null && member.lot() == lot.lote()) {
				goOn(cart, new Membership(lot.lote(), member.lowAt(), delivery.entregadaEn()), now);
			}
		}
		List<Lot> changed = new ArrayList<>();
		changed.add(new Lot(lot.lote(), lot.carritos(), lot.emitidaEn(), delivery.entregadaEn()));
		changed.addAll(issueFull(now));
		return changed;
	}

	/**
	 * When a cart will have waited for too long.
	 * @return that time; null if none waits, or each may wait for ever
	 */
	@Nullable Instant nextDue() {
		Duration longest = this.settings.longestWait();
		List<Gathering.Waiting> waiting = gathering().waiting();
		return (longest != null && !waiting.isEmpty()) ? waiting.getFirst().since().plus(longest) : null;
	}

	/**
	 * The lots that are issued though they are small, since a cart has waited for long.
	 */
	List<Lot> waited(Instant now) {
		Instant due = nextDue();
		return (due != null && !now.isBefore(due))
				? List.of(issue(Math.min(gathering().waiting().size(), this.settings.lotSize()), now)) : List.of();
	}

	private void goOn(String cart, Membership member, Instant now) {
		if (member.needsAnother()) {
			this.memberships.put(cart, null);
			keep(gathering().with(cart, now));
		}
		else {
			this.memberships.put(cart, member);
		}
	}

	private List<Lot> issueFull(Instant now) {
		List<Lot> issued = new ArrayList<>();
		while (gathering().waiting().size() >= this.settings.lotSize()) {
			issued.add(issue(this.settings.lotSize(), now));
		}
		return issued;
	}

	private Lot issue(int size, Instant now) {
		Gathering before = gathering();
		Gathering after = before.afterLotOf(size);
		keep(after);
		List<String> carts = before.waiting().stream().limit(size).map(Gathering.Waiting::cart).toList();
		carts.forEach((cart) -> this.memberships.put(cart, new Membership(after.issued(), null, null)));
		Lot lot = new Lot(after.issued(), carts, now, null);
		this.openLots.put(Lot.key(lot.lote()), lot);
		return lot;
	}

	private Gathering gathering() {
		return Objects.requireNonNullElseGet(this.gathered.get(ONLY), () -> new Gathering(0, List.of()));
	}

	private void keep(Gathering changed) {
		this.gathered.put(ONLY, changed);
	}

	/**
	 * A cart that has had little left since it came into a lot.
	 *
	 * @param lot the lot's number
	 * @param lowAt when little was measured last since then; null if it was not
	 * @param deliveredAt when the lot was delivered; null while it is open
	 */
	record Membership(long lot, @Nullable Instant lowAt, @Nullable Instant deliveredAt) {

		private boolean needsAnother() {
			return this.lowAt != null && this.deliveredAt != null && this.lowAt.isAfter(this.deliveredAt);
		}

	}

}
