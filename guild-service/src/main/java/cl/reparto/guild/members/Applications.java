package cl.reparto.guild.members;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import cl.reparto.guild.view.Page;
import cl.reparto.guild.view.PageQuery;
import cl.reparto.guild.view.TableView;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * All applications by their ids, and so all members.
 */
@Component
public final class Applications extends TableView<Membership> {

	private static final String BY_STANDING = "estado";

	private static final String MEMBERS = "patente";

	private static final PageQuery ONE = new PageQuery(1, null);

	Applications(MeterRegistry registry) {
		super("miembros", MembersRole.MIEMBROS, Map.of(BY_STANDING, Applications::rank, MEMBERS, Applications::plate));
		waiting(registry, true, "premium");
		waiting(registry, false, "ordinaria");
	}

	private void waiting(MeterRegistry registry, boolean premium, String name) {
		gauge("reparto.gremio.solicitudes.en.espera", () -> waiting(premium))
			.description("Applications that wait for an official")
			.tag("clase", name)
			.register(registry);
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
	 * Applications: premium first, then by time, then by id.
	 * @param standing where they stand
	 * @param query which part
	 * @return a page
	 */
	public Page<Membership> list(Standing standing, PageQuery query) {
		return page(BY_STANDING, rank(standing), query);
	}

	Optional<Membership> member(String plate) {
		// An entry's text ends with a zero; other plates begin like this one.
		return page(MEMBERS, plate + '\0', plate + '\1', ONE).filas().stream().findFirst();
	}

	/**
	 * How many wait for an official.
	 * @param premium whether of those who pay not to wait, or of the others
	 * @return all of them
	 */
	public int waiting(boolean premium) {
		return count(BY_STANDING, rank(Standing.EN_ESPERA, premium));
	}

}
