package cl.reparto.guild.board;

import java.util.List;
import java.util.Optional;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.location.CartState;
import cl.reparto.guild.location.CartState.Estado;
import cl.reparto.guild.location.Carts;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.notices.Fugitives;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * All carts, merged as they are read: each is in one state. Throws what
 * {@link cl.reparto.guild.view.TableView} throws.
 */
@Component
record MergedCarts(Carts carts, Fugitives fugitives, BoardSettings settings) {

	/** One cart, by its plate or a pirate's name; empty if nobody has told of it. */
	Optional<CartRow> find(String subject) {
		return row(this.carts.find(subject).orElse(null), this.fugitives.find(subject).orElse(null));
	}

	/**
	 * Carts of a state: fugitives as {@link Fugitives#open} sorts them, others as
	 * {@link Carts#in} does.
	 * @param state the state
	 * @param query which part
	 * @return a page; it may have fewer rows than were asked for while there is another,
	 * since those of another state are left out
	 */
	Page<CartRow> in(State state, PageQuery query) {
		Page<Optional<CartRow>> page = switch (state) {
			case ACTIVO -> this.carts.in(Estado.ACTIVO, query).map(this::row);
			case PERDIDO -> this.carts.in(Estado.PERDIDO, query).map(this::row);
			case PROFUGO -> this.fugitives.open(null, query).map(this::row);
		};
		List<CartRow> rows = page.filas()
			.stream()
			.flatMap(Optional::stream)
			.filter((row) -> row.estado() == state)
			.toList();
		return new Page<>(rows, page.siguiente());
	}

	boolean isFugitive(@Nullable CartState cart, Fugitive mark) {
		return row(cart, mark).filter((row) -> row.estado() == State.PROFUGO).isPresent();
	}

	private Optional<CartRow> row(CartState cart) {
		return row(cart, this.fugitives.find(cart.patente()).orElse(null));
	}

	private Optional<CartRow> row(Fugitive mark) {
		return row(this.carts.find(mark.sujeto()).orElse(null), mark);
	}

	private Optional<CartRow> row(@Nullable CartState cart, @Nullable Fugitive mark) {
		return CartRow.of(cart, mark, this.settings.positionClears());
	}

}
