package cl.reparto.guild.members;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gets to see of an application: its components are those of
 * {@link Membership}.
 *
 * @param rut left out unless an official asks
 * @param correo left out unless an official asks
 */
public record ShownMembership(UUID id, String nombre, String apellido,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String rut,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String correo, String patente, boolean premium,
		Standing estado, @Nullable String motivo, Instant solicitadaEn, @Nullable Instant decididaEn,
		@Nullable UUID decision) {

	/**
	 * Shows an application.
	 * @param row the application
	 * @param official whether an official asks
	 * @return what they may see
	 */
	public static ShownMembership of(Membership row, boolean official) {
		return new ShownMembership(row.id(), row.nombre(), row.apellido(), official ? row.rut() : null,
				official ? row.correo() : null, row.patente(), row.premium(), row.estado(), row.motivo(),
				row.solicitadaEn(), row.decididaEn(), row.decision());
	}

}
