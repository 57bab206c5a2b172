package cl.reparto.faults.audit.guild;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import cl.reparto.faults.audit.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Each lot is issued once, with five distinct carts, none of which another lot that is to
 * be delivered has; and no five carts wait. Carts here are filled up by deliveries alone.
 */
final class LotsAudit {

	private static final int SIZE = 5;

	private static final int LOW = 20;

	private final Notebook notebook;

	private final TreeMap<Long, Lot> lots = new TreeMap<>();

	private final Map<String, Level> levels = new HashMap<>();

	LotsAudit(Notebook notebook) {
		this.notebook = notebook;
	}

	/** A report on stock. */
	void reported(Entry entry) {
		Level level = new Level(Instant.parse(entry.text("medidaEn")), entry.value().path("cantidad").asInt());
		this.levels.merge(entry.text("patente"), level, (one, other) -> other.at().isAfter(one.at()) ? other : one);
	}

	/** An entry of reposiciones. */
	void changed(Entry entry) {
		long number = entry.value().path("lote").asLong();
		List<String> carts = new ArrayList<>();
		entry.value().path("carritos").forEach((cart) -> carts.add(cart.asString("")));
		String delivered = entry.text("entregadaEn");
		Lot before = this.lots.get(number);
		if (before == null && carts.size() == SIZE && new HashSet<>(carts).size() == SIZE && delivered.isEmpty()) {
			this.lots.put(number, new Lot(carts, Instant.parse(entry.text("emitidaEn")), null));
		}
		else if (before == null) {
			this.notebook.wrong("lot " + number + " begins with " + carts
					+ (delivered.isEmpty() ? "" : ", delivered already,") + " at " + entry.place());
			this.lots.put(number, new Lot(carts, Instant.parse(entry.text("emitidaEn")), null));
		}
		else if (delivered.isEmpty() || before.delivered() != null) {
			this.notebook.twice(
					"lot " + number + (delivered.isEmpty() ? " issued" : " delivered") + " again at " + entry.place());
		}
		else {
			if (!before.carts().equals(carts)) {
				this.notebook.wrong("lot " + number + " delivered to others at " + entry.place());
			}
			this.lots.put(number, new Lot(carts, before.issued(), Instant.parse(delivered)));
		}
	}

	int size() {
		return this.lots.size();
	}

	void missing(Consumer<String> missing) {
		for (long number = 1; !this.lots.isEmpty() && number < this.lots.lastKey(); number++) {
			if (!this.lots.containsKey(number)) {
				missing.accept("lot " + number + " lost");
			}
		}
		Map<String, Lot> last = new HashMap<>();
		this.lots.values().forEach((lot) -> lot.carts().forEach((cart) -> last.put(cart, lot)));
		List<String> waiting = this.levels.entrySet()
			.stream()
			.filter((each) -> each.getValue().needs(last.get(each.getKey())))
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
		if (waiting.size() >= SIZE) {
			missing.accept("carts wait that make a lot: " + waiting);
		}
	}

	/** What can only be said at rest. */
	void close(Consumer<String> twice) {
		Map<String, Long> last = new HashMap<>();
		this.lots.forEach((number, lot) -> lot.carts().forEach((cart) -> {
			Long before = last.put(cart, number);
			if (before != null && before != (long) number && this.lots.get(before).isOpenAt(lot.issued())) {
				twice.accept("cart " + cart + " in lots " + before + " and " + number + " at once");
			}
		}));
	}

	/** What a lot's entries say. */
	private record Lot(List<String> carts, Instant issued, @Nullable Instant delivered) {

		boolean isOpenAt(Instant moment) {
			return this.delivered == null || this.delivered.isAfter(moment);
		}

	}

	/** How many a cart had. */
	private record Level(Instant at, int count) {

		boolean needs(@Nullable Lot last) {
			if (this.count >= LOW) {
				return false;
			}
			return last == null || (last.delivered() != null && this.at.isAfter(last.delivered()));
		}

	}

}
