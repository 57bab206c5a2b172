package cl.reparto.guild.notices;

import java.util.List;
import java.util.Map;

import cl.reparto.guild.notices.Fugitive.State;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.guild.view.TableView;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Which carts are fugitive or were, by what they are called.
 */
@Component
public final class Fugitives extends TableView<Fugitive> {

	private static final String OPEN = "abiertos";

	Fugitives(MeterRegistry registry) {
		super("profugos", NoticesRole.PROFUGOS, Map.of(OPEN, Fugitives::place));
		for (State state : List.of(State.DENUNCIADO, State.CONFIRMADO)) {
			gauge("reparto.gremio.profugos", () -> count(OPEN, rank(state))).description("Carts that are fugitive")
				.tag("estado", state.wireName())
				.register(registry);
		}
	}

	/** Who is confirmed first, and of these who was seen last. */
	private static @Nullable String place(Fugitive fugitive) {
		return (fugitive.estado() == State.RECUPERADO) ? null : rank(fugitive.estado())
				+ "%019d".formatted(Long.MAX_VALUE - Math.max(0, fugitive.ultimoAviso().vistoEn().toEpochMilli()));
	}

	private static String rank(@Nullable State state) {
		return (state == null) ? "" : (state == State.CONFIRMADO) ? "0" : "1";
	}

	/**
	 * Those that are fugitive: the confirmed before the denounced, and of these who was
	 * seen last first.
	 * @param state only those of this state; null for all
	 * @param query which part
	 * @return a page
	 */
	public Page<Fugitive> open(@Nullable State state, PageQuery query) {
		return page(OPEN, rank(state), query);
	}

}
