package cl.reparto.guild.stock;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.guild.view.TableView;
import org.jspecify.annotations.Nullable;

/**
 * The lots that were issued, and the carts that may come to be in one, as far as this
 * instance knows.
 */
public final class Lots {

	static final String OPEN = "abierta";

	static final String DELIVERED = "entregada";

	private static final String BY_STATE = "estado";

	private final TableView<Lot> table;

	private final TableView<StockLevel> levels;

	private final StockSettings settings;

	Lots(TableView<Lot> table, TableView<StockLevel> levels, StockSettings settings) {
		this.table = table;
		this.levels = levels;
		this.settings = settings;
	}

	/** The newest comes first. */
	static Map<String, Function<Lot, @Nullable String>> indexes() {
		return Map.of(BY_STATE, (lot) -> (lot.isOpen() ? OPEN : DELIVERED) + Lot.key(Long.MAX_VALUE - lot.lote()));
	}

	/**
	 * One lot.
	 * @param lote its number
	 * @return empty if it was not issued
	 */
	public Optional<Lot> find(long lote) {
		return this.table.get(Lot.key(lote));
	}

	/**
	 * One lot, as soon as it is delivered.
	 * @param lote its number
	 * @param most how long to wait at most
	 * @return the lot at the end, delivered or not; empty if it was not issued
	 * @throws InterruptedException if interrupted
	 */
	public Optional<Lot> awaitDelivery(long lote, Duration most) throws InterruptedException {
		return this.table.await(Lot.key(lote), (lot) -> !lot.isOpen(), most);
	}

	/**
	 * Lots that are to be delivered, the newest first.
	 * @param query which part
	 * @return a page
	 */
	public Page<Lot> open(PageQuery query) {
		return page(OPEN, query);
	}

	Page<Lot> page(String state, PageQuery query) {
		return query.from((list) -> this.table.page(BY_STATE, state, list.after(), list.most()));
	}

	/**
	 * How many lots are to be delivered.
	 * @return all of them
	 */
	public int open() {
		return this.table.count(BY_STATE, OPEN, Integer.MAX_VALUE);
	}

	/**
	 * Carts with fewer than a number, the least first.
	 * @param quantity the number; null for what counts as little
	 * @param query which part
	 * @return a page
	 */
	public Page<StockLevel> below(@Nullable Integer quantity, PageQuery query) {
		int below = (quantity != null) ? quantity : this.settings.low();
		return query.from((list) -> this.levels.page(StockLevel.BY_QUANTITY, StockLevel.sortable(0),
				StockLevel.sortable(below), list.after(), list.most()));
	}

	/**
	 * How many carts have little left.
	 * @return all of them
	 */
	public int low() {
		return this.levels.count(StockLevel.LOW, "", Integer.MAX_VALUE);
	}

}
