package cl.reparto.guild.members;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.guild.events.MemberEvent.Application;
import cl.reparto.guild.events.MemberEvent.Decision;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * An application and what became of it. Travels on {@code miembros}.
 *
 * @param id the application's id
 * @param nombre first name
 * @param apellido last name
 * @param rut the applicant's number; for officials only
 * @param correo the applicant's mail address; for officials only
 * @param patente the cart's plate
 * @param premium whether the applicant pays not to wait
 * @param estado where it stands
 * @param motivo why it was decided so; null if nobody said
 * @param solicitadaEn when the applicant applied
 * @param decididaEn when it was decided; null while it waits
 * @param decision the id of the decision; null if there is none, as for what was rejected
 * at once
 */
public record Membership(UUID id, String nombre, String apellido, String rut, String correo, String patente,
		boolean premium, Standing estado, @Nullable String motivo, Instant solicitadaEn, @Nullable Instant decididaEn,
		@Nullable UUID decision) {

	/**
	 * Checks that all is there.
	 */
	public Membership {
		Objects.requireNonNull(id, "id is missing");
		Objects.requireNonNull(nombre, "nombre is missing");
		Objects.requireNonNull(apellido, "apellido is missing");
		Objects.requireNonNull(rut, "rut is missing");
		Objects.requireNonNull(correo, "correo is missing");
		Objects.requireNonNull(patente, "patente is missing");
		Objects.requireNonNull(estado, "estado is missing");
		Objects.requireNonNull(solicitadaEn, "solicitadaEn is missing");
	}

	static Membership waiting(Application application) {
		return new Membership(application.id(), application.nombre(), application.apellido(), application.rut(),
				application.correo(), application.patente(), application.premium(), Standing.EN_ESPERA, null,
				application.solicitadaEn(), null, null);
	}

	Membership decided(Decision by) {
		return with(by.aceptada() ? Standing.ACEPTADA : Standing.RECHAZADA, by.motivo(), by.decididaEn(),
				by.decision());
	}

	Membership rejected(String why, Instant when) {
		return with(Standing.RECHAZADA, why, when, null);
	}

	private Membership with(Standing standing, @Nullable String why, Instant when, @Nullable UUID by) {
		return new Membership(this.id, this.nombre, this.apellido, this.rut, this.correo, this.patente, this.premium,
				standing, why, this.solicitadaEn, when, by);
	}

	/**
	 * Whether the applicant knows where they are.
	 * @return false while the application waits
	 */
	@JsonIgnore
	public boolean isDecided() {
		return this.estado != Standing.EN_ESPERA;
	}

}
