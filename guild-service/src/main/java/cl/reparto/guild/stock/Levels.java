package cl.reparto.guild.stock;

import java.util.Map;

import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.guild.view.TableView;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What every cart has left, by its plate.
 */
@Component
public final class Levels extends TableView<StockLevel> {

	private static final String BY_QUANTITY = "cantidad";

	/** Of carts with little left only: there are fewer to count. */
	private static final String LOW = "bajo";

	private final StockSettings settings;

	Levels(StockSettings settings, MeterRegistry registry) {
		super("existencias", StockLevel.EXISTENCIAS,
				Map.of(BY_QUANTITY, (level) -> sortable(level.cantidad()), LOW, (level) -> level.bajo() ? "" : null));
		this.settings = settings;
		gauge("reparto.gremio.carritos.bajos", this::low)
			.description("Carts with little left; each instance counts those of all")
			.register(registry);
	}

	private static String sortable(int quantity) {
		return "%010d".formatted(quantity);
	}

	/**
	 * Carts with fewer than a number, the least first.
	 * @param quantity the number; null for what counts as little
	 * @param query which part
	 * @return a page
	 */
	public Page<StockLevel> below(@Nullable Integer quantity, PageQuery query) {
		int below = (quantity != null) ? quantity : this.settings.low();
		return page(BY_QUANTITY, sortable(0), sortable(below), query);
	}

	/**
	 * How many carts have little left.
	 * @return all of them
	 */
	public int low() {
		return count(LOW, "");
	}

}
