package cl.reparto.guild.location;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import cl.reparto.guild.location.CartState.Estado;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.guild.view.TableView;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Where every cart is that has told so within a day, by its plate.
 */
@Component
public final class Carts extends TableView<CartState> {

	private static final String BY_STATE = "estado";

	Carts(MeterRegistry registry) {
		super("carritos", LocationRole.CARRITOS,
				Map.of(BY_STATE, (cart) -> rank(cart.estado()) + cart.vistoEn() + ' '));
		for (Estado estado : Estado.values()) {
			gauge("reparto.gremio.carritos", () -> count(estado)).description("Carts by what they are doing")
				.tag("estado", estado.wireName())
				.register(registry);
		}
		gauge("reparto.gremio.posicion.edad", () -> oldest(Instant.now()).toMillis() / 1e3)
			.description("For how long the active cart has been silent that was silent longest")
			.baseUnit("seconds")
			.register(registry);
	}

	private static String rank(Estado estado) {
		return estado.wireName() + ' ';
	}

	/**
	 * Carts of a state, those that were silent longest first.
	 * @param estado the state
	 * @param query which part
	 * @return a page
	 */
	public Page<CartState> in(Estado estado, PageQuery query) {
		return page(BY_STATE, rank(estado), query);
	}

	/**
	 * How many carts are of a state.
	 * @param estado the state
	 * @return all of them
	 */
	public int count(Estado estado) {
		return count(BY_STATE, rank(estado));
	}

	/** For how long the cart has been silent that was silent longest. */
	private Duration oldest(Instant now) {
		return in(Estado.ACTIVO, new PageQuery(1, null)).filas()
			.stream()
			.map((cart) -> Duration.between(cart.vistoEn(), now))
			.findFirst()
			.orElse(Duration.ZERO);
	}

}
