package cl.reparto.guild.board;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.location.CartState;
import cl.reparto.guild.location.Carts;
import cl.reparto.guild.members.Applications;
import cl.reparto.guild.members.Standing;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.notices.Fugitives;
import cl.reparto.guild.sales.DailySales;
import cl.reparto.guild.sales.DailySalesTable;
import cl.reparto.guild.stock.Lots;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
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

	/** Of what strangers can make many of, so many are looked at. */
	private static final int MOST = 10_000;

	private static final PageQuery LIST = new PageQuery(ROWS, null);

	private final MergedCarts merged;

	private final Carts carts;

	private final Fugitives fugitives;

	private final Lots lots;

	private final DailySalesTable sales;

	private final Applications applications;

	private @Nullable Overview last;

	private long readAt;

	OverviewReader(MergedCarts merged, Carts carts, Fugitives fugitives, Lots lots, DailySalesTable sales,
			Applications applications) {
		this.merged = merged;
		this.carts = carts;
		this.fugitives = fugitives;
		this.lots = lots;
		this.sales = sales;
		this.applications = applications;
	}

	/**
	 * What there is to see.
	 * @return at most a second old
	 */
	synchronized Overview read() {
		Overview known = this.last;
		if (known == null || System.nanoTime() - this.readAt >= MOMENT.toNanos()) {
			known = readNow();
			this.last = known;
			this.readAt = System.nanoTime();
		}
		return known;
	}

	/** Who has changed something sees it. */
	synchronized void forget() {
		this.last = null;
	}

	private Overview readNow() {
		List<Fugitive> marks = marks();
		Map<State, Integer> counts = counts(marks);
		return new Overview(counts.get(State.ACTIVO), counts.get(State.PERDIDO), counts.get(State.PROFUGO), drawn(),
				marks.stream().filter(this::isFugitive).limit(ROWS).toList(), this.lots.open(LIST).filas(),
				this.lots.open(), this.lots.below(null, LIST).filas(), this.lots.low(), sales(DailySalesTable.today()),
				this.applications.list(Standing.EN_ESPERA, LIST).filas(), this.applications.waiting(true),
				this.applications.waiting(false));
	}

	private List<Fugitive> marks() {
		List<Fugitive> marks = new ArrayList<>();
		String next = null;
		do {
			Page<Fugitive> page = this.fugitives.open(null, next, PageQuery.LONGEST);
			marks.addAll(page.filas());
			next = page.siguiente();
		}
		while (next != null && marks.size() < MOST);
		return marks;
	}

	private boolean isFugitive(Fugitive mark) {
		return this.merged.find(mark.sujeto()).filter((row) -> row.estado() == State.PROFUGO).isPresent();
	}

	/** A cart that is fugitive is nothing else. */
	private Map<State, Integer> counts(List<Fugitive> marks) {
		Map<State, Integer> counts = new EnumMap<>(State.class);
		counts.put(State.ACTIVO, this.carts.count(CartState.Estado.ACTIVO));
		counts.put(State.PERDIDO, this.carts.count(CartState.Estado.PERDIDO));
		counts.put(State.PROFUGO, 0);
		marks.stream().filter(this::isFugitive).forEach((mark) -> {
			counts.merge(State.PROFUGO, 1, Integer::sum);
			this.carts.find(mark.sujeto())
				.ifPresent((cart) -> counts.merge(State.valueOf(cart.estado().name()), -1, Integer::sum));
		});
		return counts;
	}

	private List<CartRow> drawn() {
		PageQuery query = new PageQuery(DRAWN, null);
		return Stream.of(State.PROFUGO, State.ACTIVO, State.PERDIDO)
			.flatMap((state) -> this.merged.in(state, query).filas().stream())
			.filter((row) -> row.ubicacion() != null)
			.limit(DRAWN)
			.toList();
	}

	private Overview.Sales sales(LocalDate day) {
		List<DailySales> rows = new ArrayList<>();
		String next = null;
		do {
			Page<DailySales> page = this.sales.of(day, null, new PageQuery(PageQuery.LONGEST, next));
			rows.addAll(page.filas());
			next = page.siguiente();
		}
		while (next != null && rows.size() < MOST);
		List<DailySales> best = rows.stream()
			.sorted(Comparator.comparingLong(DailySales::sopaipillas).reversed().thenComparing(DailySales::patente))
			.limit(BEST)
			.toList();
		return new Overview.Sales(best, rows.size(), rows.stream().mapToLong(DailySales::ventas).sum(),
				rows.stream().mapToLong(DailySales::sopaipillas).sum(), next == null);
	}

}
