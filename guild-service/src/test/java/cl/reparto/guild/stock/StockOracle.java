package cl.reparto.guild.stock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import cl.reparto.guild.events.StockEvent;
import cl.reparto.guild.events.StockEvent.Report;
import org.jspecify.annotations.Nullable;

/**
 * What is right, from the whole list of records: it keeps nothing of a cart but asks the
 * list anew each time.
 */
final class StockOracle {

	private static final Comparator<Report> NEWER = Comparator.comparing(Report::medidaEn)
		.thenComparing(Report::recibidaEn)
		.thenComparing(Report::id);

	private final StockSettings settings;

	private final List<StockEvent> heard = new ArrayList<>();

	private final List<Issue> issues = new ArrayList<>();

	private final Map<String, Instant> waiting = new HashMap<>();

	private final List<String> order = new ArrayList<>();

	/** All that is to be told of lots, in this order. */
	private final List<Lot> told = new ArrayList<>();

	StockOracle(StockSettings settings) {
		this.settings = settings;
	}

	List<Lot> told() {
		return this.told;
	}

	int issued() {
		return this.issues.size();
	}

	/** The newest report of each cart, in whatever order they came. */
	Map<String, Report> newest() {
		Map<String, Report> newest = new HashMap<>();
		reports().sorted(NEWER).forEach((report) -> newest.put(report.patente(), report));
		return newest;
	}

	/** When the cart's newest reports began to be of little. */
	@Nullable Instant lowSince(String cart) {
		List<Report> counted = countedAfter(0, cart);
		Instant since = null;
		for (int i = counted.size() - 1; i >= 0 && isLow(counted.get(i)); i--) {
			since = counted.get(i).medidaEn();
		}
		return since;
	}

	void hear(StockEvent event, Instant now) {
		this.heard.add(event);
		List<String> carts = reports().map(Report::patente).distinct().toList();
		if (event instanceof StockEvent.Delivery delivery) {
			Issue issue = this.issues.stream()
				.filter((each) -> each.lot.lote() == delivery.lote() && each.deliveredAt == null)
				.findAny()
				.orElse(null);
			if (issue != null) {
				issue.deliveredAt = delivery.entregadaEn();
				this.told.add(
						new Lot(issue.lot.lote(), issue.lot.carritos(), issue.lot.emitidaEn(), delivery.entregadaEn()));
				carts = issue.lot.carritos();
			}
		}
		this.order.removeIf((cart) -> !needsALot(cart));
		carts.stream()
			.filter((cart) -> !this.order.contains(cart) && needsALot(cart))
			.forEach((cart) -> come(cart, now));
		while (this.order.size() >= this.settings.lotSize()) {
			issue(this.settings.lotSize(), now);
		}
	}

	void waited(Instant now) {
		Duration most = this.settings.longestWait();
		if (most != null && !this.order.isEmpty() && !this.waiting.get(this.order.getFirst()).plus(most).isAfter(now)) {
			issue(this.order.size(), now);
		}
	}

	private void come(String cart, Instant now) {
		this.order.add(cart);
		this.waiting.put(cart, now);
	}

	private void issue(int size, Instant now) {
		List<String> first = this.order.subList(0, size);
		Lot lot = new Lot(this.issues.size() + 1, first, now, null);
		first.clear();
		this.issues.add(new Issue(lot, this.heard.size()));
		this.told.add(lot);
	}

	private boolean needsALot(String cart) {
		List<Report> counted = countedAfter(0, cart);
		if (counted.isEmpty() || !isLow(counted.getLast())) {
			return false;
		}
		Issue last = this.issues.stream()
			.filter((issue) -> issue.lot.carritos().contains(cart))
			.reduce((one, other) -> other)
			.orElse(null);
		if (last == null) {
			return true;
		}
		List<Report> since = countedAfter(last.heardBefore, cart);
		return since.stream().anyMatch(Predicate.not(this::isLow)) || (last.deliveredAt != null
				&& since.stream().anyMatch((report) -> report.medidaEn().isAfter(last.deliveredAt)));
	}

	private boolean isLow(Report report) {
		return report.cantidad() < this.settings.low();
	}

	/** Those that were the newest of their cart when they came. */
	private List<Report> countedAfter(int start, String cart) {
		List<Report> counted = new ArrayList<>();
		Report newest = null;
		for (int i = 0; i < this.heard.size(); i++) {
			if (this.heard.get(i) instanceof Report report && report.patente().equals(cart)
					&& (newest == null || NEWER.compare(report, newest) > 0)) {
				newest = report;
				if (i >= start) {
					counted.add(report);
				}
			}
		}
		return counted;
	}

	private Stream<Report> reports() {
		return this.heard.stream()
			.map((event) -> (event instanceof Report report) ? report : null)
			.filter(Objects::nonNull);
	}

	/** A lot and what became of it. */
	private static final class Issue {

		private final Lot lot;

		private final int heardBefore;

		private @Nullable Instant deliveredAt;

		Issue(Lot lot, int heardBefore) {
			this.lot = lot;
			this.heardBefore = heardBefore;
		}

	}

}
