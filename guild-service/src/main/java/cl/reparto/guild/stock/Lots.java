package cl.reparto.guild.stock;

import java.util.Map;

import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.guild.view.TableView;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * The lots that were issued, by {@link Lot#key}.
 */
@Component
public final class Lots extends TableView<Lot> {

	private static final String BY_STATE = "estado";

	Lots(MeterRegistry registry) {
		// The newest comes first.
		super("reposiciones", Lot.REPOSICIONES,
				Map.of(BY_STATE, (lot) -> lot.state().wireName() + Lot.key(Long.MAX_VALUE - lot.lote())));
		gauge("reparto.gremio.lotes.abiertos", this::open).description("Lots to deliver; each instance counts them all")
			.register(registry);
	}

	/**
	 * Lots of a state, the newest first.
	 * @param state the state
	 * @param query which part
	 * @return a page
	 */
	public Page<Lot> in(Lot.State state, PageQuery query) {
		return page(BY_STATE, state.wireName(), query);
	}

	/**
	 * How many lots are to be delivered.
	 * @return all of them
	 */
	public int open() {
		return count(BY_STATE, Lot.State.ABIERTA.wireName());
	}

}
