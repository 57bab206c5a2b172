package cl.reparto.guild.members;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.guild.events.Given;
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

	public Membership {
		Given.all("id", id, "nombre", nombre, "apellido", apellido, "rut", rut, "correo", correo, "patente", patente,
				"estado", estado, "solicitadaEn", solicitadaEn);
	}

	/**
	 * Takes an application: it waits, unless its number or plate is that of a member or
	 * of another that waits.
	 * @param application what somebody applied with; of an id that is not known yet
	 * @param rutTaken whether there is another with its number
	 * @param plateTaken whether there is another with its plate
	 * @param now the time
	 * @return where it stands
	 */
	static Membership of(Application application, boolean rutTaken, boolean plateTaken, Instant now) {
		Membership waiting = new Membership(application.id(), application.nombre(), application.apellido(),
				application.rut(), application.correo(), application.patente(), application.premium(),
				Standing.EN_ESPERA, null, application.solicitadaEn(), null, null);
		String taken = Stream.of(rutTaken ? "con este RUT" : "", plateTaken ? "con esta patente" : "")
			.filter((each) -> !each.isEmpty())
			.collect(Collectors.joining(" y "));
		return taken.isEmpty() ? waiting
				: waiting.with(Standing.RECHAZADA, "ya hay una solicitud o un miembro " + taken, now, null);
	}

	Membership decided(Decision by) {
		return with(by.aceptada() ? Standing.ACEPTADA : Standing.RECHAZADA, by.motivo(), by.decididaEn(),
				by.decision());
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
