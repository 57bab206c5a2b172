package cl.reparto.guild.members;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gets to see of an application: its components are those of
 * {@link Membership}. Who refused it and why would tell anybody whether a number is known
 * to the guild, who need only apply with it.
 *
 * @param rut left out unless an official asks
 * @param correo left out unless an official asks
 * @param motivo left out unless an official asks, and there is one
 * @param decision left out unless an official asks, and there is one
 */
public record ShownMembership(UUID id, String nombre, String apellido,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String rut,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String correo, String patente, boolean premium,
		Standing estado, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String motivo, Instant solicitadaEn,
		@Nullable Instant decididaEn, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID decision) {

	/**
	 * Shows an application.
	 * @param row the application
	 * @param official whether an official asks
	 * @return what they may see
	 */
	public static ShownMembership of(Membership row, boolean official) {
		return new ShownMembership(row.id(), row.nombre(), row.apellido(), official ? row.rut() : null,
				official ? row.correo() : null, row.patente(), row.premium(), row.estado(),
				official ? row.motivo() : null, row.solicitadaEn(), row.decididaEn(), official ? row.decision() : null);
	}

}
