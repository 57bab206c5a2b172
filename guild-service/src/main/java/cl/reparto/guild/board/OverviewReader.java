package cl.reparto.guild.board;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.board.Overview.Part;
import cl.reparto.guild.location.CartState;
import cl.reparto.guild.location.Carts;
import cl.reparto.guild.members.Applications;
import cl.reparto.guild.members.Standing;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.notices.Fugitives;
import cl.reparto.guild.sales.DailySales;
import cl.reparto.guild.sales.DailySalesTable;
import cl.reparto.guild.stock.Levels;
import cl.reparto.guild.stock.Lot;
import cl.reparto.guild.stock.Lots;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads what there is to see, once a moment for however many look.
 */
@Component
final class OverviewReader {

	/** How many carts are drawn. */
	static final int DRAWN = 500;

	/** How many rows a list has. */
	static final int ROWS = 50;

	/** How many carts the chart has. */
	static final int BEST = 20;

	private static final Duration MOMENT = Duration.ofSeconds(1);

	/** Strangers can make much to read: so many times as long as it took, it rests. */
	private static final int REST = 20;

	private static final Comparator<DailySales> BEST_FIRST = Comparator.comparingLong(DailySales::sopaipillas)
		.reversed()
		.thenComparing(DailySales::patente);

	private static final PageQuery LIST = new PageQuery(ROWS, null);

	private final MergedCarts merged;

	private final Carts carts;

	private final Fugitives fugitives;

	private final Lots lots;

	private final Levels levels;

	private final DailySalesTable sales;

	private final Applications applications;

	private @Nullable Overview last;

	private long restsUntil;

	OverviewReader(MergedCarts merged, Carts carts, Fugitives fugitives, Lots lots, Levels levels,
			DailySalesTable sales, Applications applications) {
		this.merged = merged;
		this.carts = carts;
		this.fugitives = fugitives;
		this.lots = lots;
		this.levels = levels;
		this.sales = sales;
		this.applications = applications;
	}

	/**
	 * What there is to see.
	 * @return at most a second old, or more where there is very much
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if it may be old
	 */
	synchronized Overview read() {
		this.carts.requireCurrent();
		Overview known = this.last;
		if (known == null || System.nanoTime() - this.restsUntil >= 0) {
			long began = System.nanoTime();
			known = readNow();
			this.last = known;
			long now = System.nanoTime();
			this.restsUntil = now + Math.max(MOMENT.toNanos(), REST * (now - began));
		}
		return known;
	}

	/** Who has changed something sees it. */
	synchronized void forget() {
		this.last = null;
	}

	/** A cart that is fugitive is nothing else. */
	private Overview readNow() {
		Map<State, Integer> counts = new EnumMap<>(Map.of(State.ACTIVO, this.carts.count(CartState.Estado.ACTIVO),
				State.PERDIDO, this.carts.count(CartState.Estado.PERDIDO), State.PROFUGO, 0));
		List<Fugitive> marks = new ArrayList<>();
		Page.<Fugitive>readAll((page) -> this.fugitives.open(null, page), (mark) -> {
			Optional<CartState> cart = this.carts.find(mark.sujeto());
			if (this.merged.isFugitive(cart.orElse(null), mark)) {
				counts.merge(State.PROFUGO, 1, Integer::sum);
				cart.ifPresent((own) -> counts.merge(State.of(own.estado()), -1, Integer::sum));
				if (marks.size() < ROWS) {
					marks.add(mark);
				}
			}
		});
		Sums sums = sums(DailySalesTable.today());
		int premium = this.applications.waiting(true);
		int ordinary = this.applications.waiting(false);
		return new Overview(counts.get(State.ACTIVO), counts.get(State.PERDIDO), drawn(),
				new Part<>(marks, counts.get(State.PROFUGO)),
				new Part<>(this.lots.in(Lot.State.ABIERTA, LIST).filas(), this.lots.open()),
				new Part<>(this.levels.below(null, LIST).filas(), this.levels.low()),
				new Part<>(sums.best.stream().sorted(BEST_FIRST).toList(), sums.carts), sums.sold, sums.sales,
				new Part<>(this.applications.list(Standing.EN_ESPERA, LIST).filas(), premium + ordinary), premium,
				ordinary);
	}

	private List<CartRow> drawn() {
		PageQuery query = new PageQuery(DRAWN, null);
		return Stream.of(State.PROFUGO, State.ACTIVO, State.PERDIDO)
			.flatMap((state) -> this.merged.in(state, query).filas().stream())
			.filter((row) -> row.ubicacion() != null)
			.limit(DRAWN)
			.toList();
	}

	private Sums sums(LocalDate day) {
		Sums sums = new Sums();
		Page.<DailySales>readAll((page) -> this.sales.of(day, null, page), sums::add);
		return sums;
	}

	/** What all carts have sold, and those that sold most. */
	private static final class Sums {

		/** The least of them first. */
		private final PriorityQueue<DailySales> best = new PriorityQueue<>(BEST_FIRST.reversed());

		private long carts;

		private long sales;

		private long sold;

		private void add(DailySales row) {
			this.carts++;
			this.sales += row.ventas();
			this.sold += row.sopaipillas();
			this.best.add(row);
			if (this.best.size() > BEST) {
				this.best.remove();
			}
		}

	}

}
