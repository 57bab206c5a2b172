package cl.reparto.guild.members;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import cl.reparto.guild.events.Given;
import cl.reparto.guild.events.MemberEvent.Mailed;
import cl.reparto.guild.events.MemberEvent.Outcome;
import cl.reparto.guild.members.mail.DecisionLetter;

/**
 * A letter of which it is not known that it was mailed.
 *
 * @param intento the number of the try that is under way, or comes next
 * @param desde since when it is to be mailed
 * @param hasta when to write it, again if it was written before
 */
record PendingLetter(int intento, Instant desde, Instant hasta) {

	PendingLetter {
		Given.all("desde", desde, "hasta", hasta);
	}

	static PendingLetter first(Instant now) {
		return new PendingLetter(1, now, now);
	}

	/** If nothing is heard of it until it is gone, it is written again. */
	PendingLetter written(Instant now) {
		return new PendingLetter(this.intento, this.desde, now.plus(DecisionLetter.GONE));
	}

	/** Whether this is news: of a try that was not heard of yet, or that ends it all. */
	boolean concerns(Mailed mailed) {
		return mailed.resultado() != Outcome.APLAZADO || mailed.intento() == this.intento;
	}

	/**
	 * What comes after a try that was deferred; empty if it was tried for long enough.
	 */
	Optional<PendingLetter> deferred(MailRetry retry, Instant now) {
		return now.isBefore(this.desde.plus(retry.atMost()))
				? Optional.of(new PendingLetter(this.intento + 1, this.desde, now.plus(retry.after(this.intento))))
				: Optional.empty();
	}

	DecisionLetter of(Membership member) {
		return new DecisionLetter(member.id(), this.intento, member.nombre(), member.apellido(), member.correo(),
				member.patente(), member.estado() == Standing.ACEPTADA, member.motivo(),
				Objects.requireNonNull(member.decididaEn()));
	}

}
