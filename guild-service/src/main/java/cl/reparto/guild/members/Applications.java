package cl.reparto.guild.members;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.guild.view.TableView;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * All applications, and so all members, as every instance knows them.
 * <p>
 * Every method throws a {@link ProblemException}, {@link ProblemKind#UNAVAILABLE}, while
 * this instance does not know them all.
 */
@Component
public final class Applications {

	private static final String BY_STANDING = "estado";

	private static final String MEMBERS = "patente";

	/** More need not be counted. */
	private static final int MANY = 1_000_000;

	private final TableView<Membership> table;

	Applications(TableView<Membership> table) {
		this.table = table;
	}

	static TableView<Membership> table() {
		return new TableView<>("miembros", MembersRole.MIEMBROS,
				Map.of(BY_STANDING, Applications::rank, MEMBERS, Applications::plate));
	}

	/** Premium first, then who came first. */
	private static String rank(Membership row) {
		return rank(row.estado(), row.premium())
				+ HexFormat.of().toHexDigits(row.solicitadaEn().toEpochMilli() - Long.MIN_VALUE);
	}

	private static String rank(Standing standing, boolean premium) {
		return rank(standing) + (premium ? '0' : '1');
	}

	private static String rank(Standing standing) {
		return standing.wireName() + ':';
	}

	private static @Nullable String plate(Membership row) {
		return (row.estado() == Standing.ACEPTADA) ? row.patente() : null;
	}

	/**
	 * One application.
	 * @param id its id
	 * @return empty if it is not known, or not yet
	 */
	public Optional<Membership> find(UUID id) {
		return this.table.get(id.toString());
	}

	/**
	 * One application, as soon as it is decided.
	 * @param id its id, as {@link #find} knows it
	 * @param most how long to wait at most
	 * @return the application; still undecided if that was not long enough
	 * @throws NoSuchElementException if it is not known even then
	 * @throws InterruptedException if interrupted while waiting
	 */
	public Membership awaitDecision(UUID id, Duration most) throws InterruptedException {
		return this.table.await(id.toString(), Membership::isDecided, most).orElseThrow();
	}

	/**
	 * Applications: premium first, then by time, then by id.
	 * @param standing where they stand
	 * @param query which part
	 * @return a page
	 */
	public Page<Membership> list(Standing standing, PageQuery query) {
		return query.from((part) -> this.table.page(BY_STANDING, rank(standing), part.after(), part.most()));
	}

	Optional<Membership> member(String plate) {
		// An entry's text ends with a zero; other plates begin like this one.
		return this.table.page(MEMBERS, plate + '\0', plate + '\1', null, 1).filas().stream().findFirst();
	}

	/**
	 * How many wait for an official.
	 * @param premium whether of those who pay not to wait, or of the others
	 * @return all of them, or a million
	 */
	public int waiting(boolean premium) {
		return this.table.count(BY_STANDING, rank(Standing.EN_ESPERA, premium), MANY);
	}

}
