package cl.reparto.load.guild;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import cl.reparto.load.trial.SystemUnderLoad;
import cl.reparto.local.Service;

/**
 * A day of sales that is computed anew: the sales are in their topic, and nothing else is
 * known of them.
 *
 * @param home the repository's root
 * @param folder where everything is kept; what is in it is deleted
 */
public record SalesDayAnew(Path home, Path folder) {

	private static final int CARTS = 5000;

	private static final ZoneId ZONE = ZoneId.of("America/Santiago");

	/**
	 * Lets a service that knows nothing read a day's sales.
	 * @param sales how many; a multiple of the number of carts
	 * @param settings of the service
	 * @return seconds from the start of its process until a reader has the last of the
	 * day's figures
	 */
	public double seconds(int sales, Map<String, String> settings) throws IOException, InterruptedException {
		SalesBurst day = day(sales);
		try (SystemUnderLoad system = GuildLayout.USUAL.system(this.home, this.folder, settings)) {
			// It makes its topics, and finds nothing in them.
			GuildLayout.USUAL.start(system);
			system.stop(Service.GUILD);
			day.pour(system.bootstrapServers());
			try (NewestRows rows = new NewestRows(system.bootstrapServers(), List.of(SalesBurst.DAYS))) {
				long begin = System.nanoTime();
				system.first(Service.GUILD).process().start();
				day.awaitCounted(rows, 0);
				return (System.nanoTime() - begin) / 1e9;
			}
		}
	}

	/** Yesterday, from its first hour to its last. */
	private static SalesBurst day(int sales) {
		int each = sales / CARTS;
		Instant morning = LocalDate.now(ZONE).minusDays(1).atStartOfDay(ZONE).plusHours(1).toInstant();
		return new SalesBurst(CARTS, each, morning, Duration.ofHours(20).dividedBy(each));
	}

}
