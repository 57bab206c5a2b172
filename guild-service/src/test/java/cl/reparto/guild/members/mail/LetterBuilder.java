package cl.reparto.guild.members.mail;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A letter that says that Ana Rojas is accepted, unless told otherwise.
 *
 * @param id the application's id
 * @param nombre the first name
 * @param correo where to
 * @param aceptada whether she is
 * @param motivo why
 */
record LetterBuilder(UUID id, String nombre, String correo, boolean aceptada, @Nullable String motivo) {

	static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");

	static LetterBuilder aLetter() {
		return new LetterBuilder(UUID.randomUUID(), "Ana", "ana@example.cl", true, null);
	}

	LetterBuilder id(String given) {
		return new LetterBuilder(UUID.fromString(given), this.nombre, this.correo, this.aceptada, this.motivo);
	}

	LetterBuilder named(String given) {
		return new LetterBuilder(this.id, given, this.correo, this.aceptada, this.motivo);
	}

	LetterBuilder to(String given) {
		return new LetterBuilder(this.id, this.nombre, given, this.aceptada, this.motivo);
	}

	LetterBuilder rejected(@Nullable String why) {
		return new LetterBuilder(this.id, this.nombre, this.correo, false, why);
	}

	DecisionLetter letter() {
		return new DecisionLetter(this.id, 1, this.nombre, "Rojas", this.correo, "KLZX-12", this.aceptada, this.motivo,
				TIME);
	}

}
