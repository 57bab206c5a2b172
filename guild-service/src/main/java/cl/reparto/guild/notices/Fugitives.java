package cl.reparto.guild.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

import cl.reparto.guild.notices.Fugitive.State;
import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.TableView;
import org.jspecify.annotations.Nullable;

/**
 * Which carts are fugitive, as far as this instance knows.
 */
public final class Fugitives {

	private static final String OPEN = "abiertos";

	private final TableView<Fugitive> table;

	Fugitives(TableView<Fugitive> table) {
		this.table = table;
	}

	static Map<String, Function<Fugitive, @Nullable String>> indexes() {
		return Map.of(OPEN, Fugitives::place);
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
	 * @param after where to go on, as of {@link Page#siguiente()}; null for the beginning
	 * @param most how many at most
	 * @return a page
	 * @throws IllegalArgumentException if {@code after} is of no page
	 */
	public Page<Fugitive> open(@Nullable State state, @Nullable String after, int most) {
		return this.table.page(OPEN, rank(state), after, most);
	}

	/**
	 * One that is fugitive or was.
	 * @param subject what it is called
	 * @return empty if nobody has reported it
	 */
	public Optional<Fugitive> find(String subject) {
		return this.table.get(subject);
	}

	/**
	 * One that is fugitive or was, as soon as a recovery of it is known.
	 * @param subject what it is called
	 * @param recovered when it was recovered
	 * @param most how long to wait at most
	 * @return the fugitive at the end, that recovery known or not; empty if nobody has
	 * reported it. It is fugitive still if it was seen again since
	 * @throws InterruptedException if interrupted
	 */
	public Optional<Fugitive> awaitRecovery(String subject, Instant recovered, Duration most)
			throws InterruptedException {
		return this.table.await(subject,
				(fugitive) -> fugitive.recuperadoEn() != null && !fugitive.recuperadoEn().isBefore(recovered), most);
	}

	/**
	 * Adds a listener, before the table is read.
	 * @param listener told of each fugitive that changes: what it is called, and how it
	 * is; null if it is forgotten
	 */
	public void onChange(BiConsumer<String, @Nullable Fugitive> listener) {
		this.table.onChange(listener);
	}

	int count(State state) {
		return this.table.count(OPEN, rank(state), Integer.MAX_VALUE);
	}

}
