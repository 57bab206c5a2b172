package cl.reparto.guild.members;

import java.time.Instant;
import java.util.Optional;

import cl.reparto.guild.events.MemberEvent.Application;
import cl.reparto.guild.events.MemberEvent.Decision;
import org.jspecify.annotations.Nullable;

/**
 * How applications are taken and decided, as a function of what is known.
 */
final class Admission {

	private static final String TAKEN = "ya hay una solicitud o un miembro ";

	private static final String RUT = "con este RUT";

	private static final String PLATE = "con esta patente";

	private Admission() {
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
	static Membership take(Application application, boolean rutTaken, boolean plateTaken, Instant now) {
		Membership waiting = Membership.waiting(application);
		if (rutTaken && plateTaken) {
			return waiting.rejected(TAKEN + RUT + " y " + PLATE, now);
		}
		return (rutTaken || plateTaken) ? waiting.rejected(TAKEN + (rutTaken ? RUT : PLATE), now) : waiting;
	}

	/**
	 * Decides an application, if nobody has.
	 * @param application where it stands; null if it is not known
	 * @param decision what an official says
	 * @return where it stands then; empty if nothing changes
	 */
	static Optional<Membership> decide(@Nullable Membership application, Decision decision) {
		return Optional.ofNullable(application)
			.filter((known) -> !known.isDecided())
			.map((known) -> known.decided(decision));
	}

}
