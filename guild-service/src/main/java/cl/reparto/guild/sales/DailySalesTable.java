package cl.reparto.guild.sales;

import java.time.LocalDate;
import java.util.Map;

import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.guild.view.TableView;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * What every instance knows of daily sales.
 */
public final class DailySalesTable {

	private static final String BY_DAY = "dia";

	private final TableView<DailySales> rows;

	DailySalesTable(TableView<DailySales> rows) {
		this.rows = rows;
	}

	static TableView<DailySales> rows() {
		return new TableView<>("ventas-diarias", SalesRole.VENTAS_DIARIAS,
				Map.of(BY_DAY, (row) -> text(row.dia(), row.patente())));
	}

	/**
	 * The rows of a day, by plate.
	 * @param day the day, by each cart's own clocks
	 * @param plate only this plate's, of which there are several where it has crossed the
	 * border of a zone; null for all
	 * @param query which part
	 * @return a page
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} while the table is not
	 * caught up, as {@link ProblemKind#INVALID_QUERY} where there is no such part
	 */
	public Page<DailySales> of(LocalDate day, @Nullable String plate, PageQuery query) {
		// A text in the index ends with a zero: one plate may begin as another does.
		String prefix = text(day, (plate != null) ? plate + '\0' : "");
		return query.from((part) -> this.rows.page(BY_DAY, prefix, part.after(), part.most()));
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
