package cl.reparto.guild.board;

import java.util.List;
import java.util.Optional;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.location.CartState;
import cl.reparto.guild.location.Carts;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.notices.Fugitives;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * All carts, merged as they are read: each is in one state.
 * <p>
 * Every method throws a {@link ProblemException}, {@link ProblemKind#UNAVAILABLE}, while
 * this instance does not know them all.
 */
@Component
final class MergedCarts {

	private final Carts carts;

	private final Fugitives fugitives;

	private final CartMerge merge;

	MergedCarts(Carts carts, Fugitives fugitives, BoardSettings settings) {
		this.carts = carts;
		this.fugitives = fugitives;
		this.merge = new CartMerge(settings.positionClears());
	}

	/**
	 * One cart.
	 * @param subject its plate, or a pirate's name
	 * @return empty if nobody has told of it
	 */
	Optional<CartRow> find(String subject) {
		return this.merge.merge(this.carts.find(subject).orElse(null), this.fugitives.find(subject).orElse(null));
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
		Page<Optional<CartRow>> page = query.from((part) -> rows(state, part.after(), part.most()));
		List<CartRow> rows = page.filas()
			.stream()
			.flatMap(Optional::stream)
			.filter((row) -> row.estado() == state)
			.toList();
		return new Page<>(rows, page.siguiente());
	}

	private Page<Optional<CartRow>> rows(State state, @Nullable String after, int most) {
		return switch (state) {
			case ACTIVO -> this.carts.in(CartState.Estado.ACTIVO, after, most).map(this::row);
			case PERDIDO -> this.carts.in(CartState.Estado.PERDIDO, after, most).map(this::row);
			case PROFUGO -> this.fugitives.open(null, after, most).map(this::row);
		};
	}

	private Optional<CartRow> row(CartState cart) {
		return this.merge.merge(cart, this.fugitives.find(cart.patente()).orElse(null));
	}

	private Optional<CartRow> row(Fugitive mark) {
		return this.merge.merge(this.carts.find(mark.sujeto()).orElse(null), mark);
	}

}
