package cl.reparto.guild.sales;

import java.time.LocalDate;
import java.util.Map;

import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.guild.view.TableView;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What every instance knows of daily sales.
 */
@Component
public final class DailySalesTable extends TableView<DailySales> {

	private static final String BY_DAY = "dia";

	DailySalesTable() {
		super("ventas-diarias", SalesRole.VENTAS_DIARIAS, Map.of(BY_DAY, (row) -> text(row.dia(), row.patente())));
	}

	/**
	 * The rows of a day, by plate.
	 * @param day the day, by each cart's own clocks
	 * @param plate only this plate's, of which there are several where it has crossed the
	 * border of a zone; null for all
	 * @param query which part
	 * @return a page
	 */
	public Page<DailySales> of(LocalDate day, @Nullable String plate, PageQuery query) {
		// A text in the index ends with a zero: one plate may begin as another does.
		return page(BY_DAY, text(day, (plate != null) ? plate + '\0' : ""), query);
	}

	/**
	 * The present day of most carts.
	 * @return the day in Santiago
	 */
	public static LocalDate today() {
		return LocalDate.now(ChileanZones.SANTIAGO);
	}

	private static String text(LocalDate day, String plate) {
		return day + "|" + plate;
	}

}
