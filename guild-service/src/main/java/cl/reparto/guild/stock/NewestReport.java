package cl.reparto.guild.stock;

import java.util.UUID;

import cl.reparto.guild.events.StockEvent;
import org.jspecify.annotations.Nullable;

/**
 * The newest report of a cart: that of the latest time and, of several then, of the
 * greatest id. In whatever order reports come, the same one is left at the end.
 *
 * @param id the report's id
 * @param level what it says
 */
record NewestReport(UUID id, StockLevel level) {

	/**
	 * The newest report once another has come.
	 * @param before the newest until then; null if there was none
	 * @param report the other
	 * @param low with fewer than so many, a cart has little left
	 * @return null if the other is not newer
	 */
	static @Nullable NewestReport after(@Nullable NewestReport before, StockEvent.Report report, int low) {
		if (before != null && !before.isOlderThan(report)) {
			return null;
		}
		boolean few = report.cantidad() < low;
		boolean wereFew = before != null && before.level.bajo();
		return new NewestReport(report.id(), new StockLevel(report.patente(), report.cantidad(), report.medidaEn(), few,
				(few && wereFew) ? before.level.bajoDesde() : few ? report.medidaEn() : null));
	}

	private boolean isOlderThan(StockEvent.Report report) {
		int byTime = this.level.medidaEn().compareTo(report.medidaEn());
		return byTime < 0 || (byTime == 0 && this.id.compareTo(report.id()) < 0);
	}

}
