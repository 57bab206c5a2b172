package cl.reparto.faults.audit.guild;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

import cl.reparto.faults.audit.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Each lot is issued once, with five distinct carts; no cart is in more of them than it
 * ran low or was delivered; and no five carts wait. What was read long after it was
 * reported cannot be told by times, so these are counted.
 */
final class LotsAudit {

	private static final int SIZE = 5;

	private static final int LOW = 20;

	private final Notebook notebook;

	private final TreeMap<Long, Lot> lots = new TreeMap<>();

	/** How many each cart had, by when. */
	private final Map<String, TreeMap<Moment, Integer>> reports = new HashMap<>();

	LotsAudit(Notebook notebook) {
		this.notebook = notebook;
	}

	/** A report on stock. */
	void reported(Entry entry) {
		this.reports.computeIfAbsent(entry.text("patente"), (_) -> new TreeMap<>())
			.put(new Moment(Instant.parse(entry.text("medidaEn")), Instant.parse(entry.text("recibidaEn"))),
					entry.value().path("cantidad").asInt());
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
		List<String> waiting = this.reports.entrySet()
			.stream()
			.filter((each) -> waits(each.getValue().lastEntry(), last.get(each.getKey())))
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
		if (waiting.size() >= SIZE) {
			missing.accept("carts wait that make a lot: " + waiting);
		}
	}

	/** Whether a cart waits, by its newest report and the last lot that it was in. */
	private static boolean waits(Map.Entry<Moment, Integer> newest, @Nullable Lot last) {
		return newest.getValue() < LOW
				&& (last == null || (last.delivered() != null && newest.getKey().measured().isAfter(last.delivered())));
	}

	/** What can only be said at rest. */
	void close(Consumer<String> twice) {
		Map<String, List<Long>> lotsOf = new TreeMap<>();
		this.lots.forEach((number, lot) -> new HashSet<>(lot.carts())
			.forEach((cart) -> lotsOf.computeIfAbsent(cart, (_) -> new ArrayList<>()).add(number)));
		lotsOf.forEach((cart, numbers) -> {
			long delivered = numbers.stream().filter((each) -> lot(each).delivered() != null).count();
			if (numbers.size() > delivered + timesLow(cart)) {
				twice.accept("cart " + cart + " in lots " + numbers + ", of which " + delivered
						+ " were delivered, and ran low " + timesLow(cart) + " times");
			}
		});
	}

	private Lot lot(long number) {
		return Objects.requireNonNull(this.lots.get(number));
	}

	/** By its clock; one who never reported ran low before this began. */
	private int timesLow(String cart) {
		int times = 0;
		boolean low = false;
		for (int count : this.reports.getOrDefault(cart, new TreeMap<>()).values()) {
			times += (count < LOW && !low) ? 1 : 0;
			low = count < LOW;
		}
		return Math.max(1, times);
	}

	/** When a cart had so many and, of several then, when the guild heard of it. */
	private record Moment(Instant measured, Instant received) implements Comparable<Moment> {

		@Override
		public int compareTo(Moment other) {
			int byTime = this.measured.compareTo(other.measured);
			return (byTime != 0) ? byTime : this.received.compareTo(other.received);
		}

	}

	/** What a lot's entries say. */
	private record Lot(List<String> carts, Instant issued, @Nullable Instant delivered) {
	}

}
