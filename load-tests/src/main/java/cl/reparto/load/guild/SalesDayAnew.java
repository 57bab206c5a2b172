package cl.reparto.load.guild;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import cl.reparto.load.result.Baseline;
import cl.reparto.load.trial.SystemUnderLoad;
import cl.reparto.local.Service;
import org.HdrHistogram.Histogram;

/**
 * A day of sales that is computed anew: the sales are in their topic, and nothing else is
 * known of them.
 *
 * @param home the repository's root
 * @param folder where everything is kept; what is in it is deleted
 */
public record SalesDayAnew(Path home, Path folder) {

	private static final int CARTS = 5000;

	private static final int DIGITS = 3;

	private static final ZoneId ZONE = ZoneId.of("America/Santiago");

	/**
	 * Lets a service that knows nothing read a day's sales.
	 * @param sales how many; a multiple of the number of carts
	 * @param settings of the service
	 * @return sales a second: as they are written to their topic with nobody else at
	 * work, and from the start of the service's process until a reader has the last of
	 * the day's figures
	 */
	public List<Baseline> measure(int sales, Map<String, String> settings) throws IOException, InterruptedException {
		SalesBurst day = day(sales);
		try (SystemUnderLoad system = GuildLayout.USUAL.system(this.home, this.folder, settings)) {
			// It makes its topics, and finds nothing in them.
			GuildLayout.USUAL.start(system);
			system.stop(Service.GUILD);
			long begin = System.nanoTime();
			day.pour(system.bootstrapServers());
			Baseline written = times("a day's sales, written alone", sales, begin);
			try (NewestRows rows = new NewestRows(system.bootstrapServers(), List.of(SalesBurst.DAYS))) {
				begin = System.nanoTime();
				system.first(Service.GUILD).process().start();
				day.awaitCounted(rows, 0);
				return List.of(written, times("a day's sales, computed anew", sales, begin));
			}
		}
	}

	/** Of single sales no time is known. */
	private static Baseline times(String what, int sales, long begin) {
		return new Baseline(what, sales * 1e9 / (System.nanoTime() - begin), new Histogram(DIGITS));
	}

	/** Yesterday, from its first hour to its last. */
	private static SalesBurst day(int sales) {
		int each = sales / CARTS;
		Instant morning = LocalDate.now(ZONE).minusDays(1).atStartOfDay(ZONE).plusHours(1).toInstant();
		return new SalesBurst(CARTS, each, morning, Duration.ofHours(20).dividedBy(each));
	}

}
