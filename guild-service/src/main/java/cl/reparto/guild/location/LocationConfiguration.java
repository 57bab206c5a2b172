package cl.reparto.guild.location;

import java.time.Instant;
import java.util.function.ToDoubleFunction;

import cl.reparto.guild.location.CartState.Estado;
import cl.reparto.guild.view.TableView;
import cl.reparto.service.web.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The table of carts, and what can be seen of it.
 */
@Configuration(proxyBeanMethods = false)
class LocationConfiguration {

	@Bean
	TableView<CartState> cartTable() {
		return new TableView<>("carritos", LocationRole.CARRITOS, Carts.indexes());
	}

	@Bean
	Carts carts(TableView<CartState> cartTable, MeterRegistry registry) {
		Carts carts = new Carts(cartTable);
		for (Estado estado : Estado.values()) {
			Gauge.builder("reparto.gremio.carritos", carts, known((all) -> all.count(estado)))
				.description("Carts by what they are doing")
				.tag("estado", estado.wireName())
				.register(registry);
		}
		Gauge.builder("reparto.gremio.posicion.edad", carts, known((all) -> all.oldest(Instant.now()).toMillis() / 1e3))
			.description("For how long the active cart has been silent that was silent longest")
			.baseUnit("seconds")
			.register(registry);
		return carts;
	}

	/** Until the table is caught up there is nothing to tell. */
	private static ToDoubleFunction<Carts> known(ToDoubleFunction<Carts> gauge) {
		return (carts) -> {
			try {
				return gauge.applyAsDouble(carts);
			}
			catch (ProblemException ex) {
				return Double.NaN;
			}
		};
	}

}
