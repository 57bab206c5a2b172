package cl.reparto.guild.location;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

import cl.reparto.guild.location.CartState.Estado;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.TableView;
import org.jspecify.annotations.Nullable;

/**
 * Where every cart is, as far as this instance knows.
 */
public final class Carts {

	private static final String BY_STATE = "estado";

	private final TableView<CartState> table;

	Carts(TableView<CartState> table) {
		this.table = table;
	}

	static Map<String, Function<CartState, @Nullable String>> indexes() {
		return Map.of(BY_STATE, (cart) -> cart.estado().wireName() + ' ' + cart.vistoEn() + ' ');
	}

	/**
	 * One cart.
	 * @param patente its plate
	 * @return empty if it has told nothing for a day
	 */
	public Optional<CartState> find(String patente) {
		return this.table.get(patente);
	}

	/**
	 * Carts of a state, those that were silent longest first.
	 * @param estado the state
	 * @param after where to go on, as of {@link Page#siguiente()}; null for the beginning
	 * @param most how many at most
	 * @return a page
	 */
	public Page<CartState> in(Estado estado, @Nullable String after, int most) {
		return this.table.page(BY_STATE, estado.wireName() + ' ', after, most);
	}

	/**
	 * Adds a listener, before the table is read.
	 * @param listener told of each cart that changes: its plate, and where it is; null if
	 * it is forgotten
	 */
	public void onChange(BiConsumer<String, @Nullable CartState> listener) {
		this.table.onChange(listener);
	}

	/**
	 * How many carts are of a state.
	 * @param estado the state
	 * @return all of them
	 */
	public int count(Estado estado) {
		return this.table.count(BY_STATE, estado.wireName() + ' ', Integer.MAX_VALUE);
	}

	/** For how long the cart has been silent that was silent longest. */
	Duration oldest(Instant now) {
		return in(Estado.ACTIVO, null, 1).filas()
			.stream()
			.map((cart) -> Duration.between(cart.vistoEn(), now))
			.findFirst()
			.orElse(Duration.ZERO);
	}

}
