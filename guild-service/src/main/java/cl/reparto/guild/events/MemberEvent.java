package cl.reparto.guild.events;

import java.time.Instant;
import java.util.UUID;

import cl.reparto.model.Json.WireName;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What travels on {@code nuevosMiembros}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tipo")
@JsonSubTypes({ @JsonSubTypes.Type(value = MemberEvent.Application.class, name = "solicitud"),
		@JsonSubTypes.Type(value = MemberEvent.Decision.class, name = "decision"),
		@JsonSubTypes.Type(value = MemberEvent.Mailed.class, name = "correo") })
public sealed interface MemberEvent {

	/**
	 * The application that it is about.
	 * @return the application's id
	 */
	UUID id();

	/**
	 * Somebody has applied.
	 *
	 * @param id the application's id
	 * @param nombre first name
	 * @param apellido last name
	 * @param rut as {@link Rut#normalize} writes it
	 * @param correo where the applicant is told of the decision
	 * @param patente the cart's plate, as {@link Plate#normalize} writes it
	 * @param premium whether the applicant pays not to wait
	 * @param solicitadaEn when
	 */
	record Application(UUID id, String nombre, String apellido, String rut, String correo, String patente,
			boolean premium, Instant solicitadaEn) implements MemberEvent {

		/**
		 * Checks that all is there.
		 * @throws IllegalArgumentException if a number, plate or time is none
		 */
		public Application {
			Given.all("id", id, "nombre", nombre, "apellido", apellido, "correo", correo);
			Given.time("solicitadaEn", solicitadaEn);
			if (!Rut.normalize(rut).equals(rut)) {
				throw new IllegalArgumentException("rut must be without dots");
			}
			Plate.require(patente);
		}

	}

	/**
	 * An official has decided.
	 *
	 * @param id the application's id
	 * @param decision the decision's own id
	 * @param aceptada whether the applicant becomes a member
	 * @param motivo what the applicant is told; null if nothing
	 * @param decididaEn when
	 */
	record Decision(UUID id, UUID decision, boolean aceptada, @Nullable String motivo,
			Instant decididaEn) implements MemberEvent {

		public Decision {
			Given.all("id", id, "decision", decision);
			Given.time("decididaEn", decididaEn);
		}

	}

	/**
	 * The mail about a decision was tried.
	 *
	 * @param id the application's id
	 * @param intento which try it was, from 1
	 * @param resultado what became of it
	 */
	record Mailed(UUID id, int intento, Outcome resultado) implements MemberEvent {

		public Mailed {
			Given.all("id", id, "resultado", resultado);
		}

	}

	/**
	 * What became of a mail.
	 */
	enum Outcome implements WireName {

		/** The mail server has taken it. */
		ENVIADO,
		/** The mail server does not want it, now or ever. */
		RECHAZADO,
		/** It may be taken another time. */
		APLAZADO

	}

}
