package cl.reparto.guild.stock;

import java.util.function.IntSupplier;
import java.util.function.Supplier;

import cl.reparto.guild.view.TableView;
import cl.reparto.service.web.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The tables of levels and lots, and what can be seen of them.
 */
@Configuration(proxyBeanMethods = false)
class StockConfiguration {

	@Bean
	TableView<StockLevel> levelTable() {
		return new TableView<>("existencias", StockLevel.EXISTENCIAS, StockLevel.indexes());
	}

	@Bean
	TableView<Lot> lotTable() {
		return new TableView<>("reposiciones", Lot.REPOSICIONES, Lots.indexes());
	}

	@Bean
	Lots lots(TableView<Lot> lotTable, TableView<StockLevel> levelTable, StockSettings settings) {
		return new Lots(lotTable, levelTable, settings);
	}

	@Bean
	MeterBinder stockGauges(Lots lots) {
		return (registry) -> {
			Gauge.builder("reparto.gremio.carritos.bajos", known(lots::low))
				.description("Carts with little left; each instance counts those of all")
				.register(registry);
			Gauge.builder("reparto.gremio.lotes.abiertos", known(lots::open))
				.description("Lots to deliver; each instance counts them all")
				.register(registry);
		};
	}

	/** Until the table is caught up there is nothing to tell. */
	private static Supplier<Number> known(IntSupplier count) {
		return () -> {
			try {
				return count.getAsInt();
			}
			catch (ProblemException ex) {
				return Double.NaN;
			}
		};
	}

}
