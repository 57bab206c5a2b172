package cl.reparto.guild.sales;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What can be seen of sales in this instance. Counts what was done; after a crash the
 * same sale may be counted here, and only here, twice.
 *
 * @param sold sales that are new
 * @param repeated sales that were known
 * @param corrected sales that changed a closed day
 */
record SalesMetrics(Counter sold, Counter repeated, Counter corrected) {

	SalesMetrics(MeterRegistry registry) {
		this(counter(registry, "reparto.gremio.ventas", "Sales that were counted"),
				counter(registry, "reparto.gremio.ventas.repetidas", "Sales that came again and changed nothing"),
				counter(registry, "reparto.gremio.ventas.correcciones", "Sales that came after their day was closed"));
	}

	private static Counter counter(MeterRegistry registry, String name, String description) {
		return Counter.builder(name).description(description).register(registry);
	}

}
