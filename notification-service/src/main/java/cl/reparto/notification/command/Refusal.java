package cl.reparto.notification.command;

import cl.reparto.model.Actor;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * Says why something was not done to an order, and where the order is.
 */
final class Refusal {

	private Refusal() {
	}

	/**
	 * What processing-service's word is over HTTP.
	 * @param outcome any but done
	 * @return the problem
	 */
	static ProblemException of(CommandOutcome outcome) {
		Status status = outcome.status();
		if (status == null) {
			return new ProblemException(ProblemKind.UNKNOWN_ORDER);
		}
		return switch (outcome.result()) {
			case STALE -> stale(status, outcome.version());
			case NOT_ALLOWED -> (outcome.by() == Actor.CUSTOMER) ? new ProblemException(ProblemKind.SHOP_ACTION)
					: refused(outcome, status, notBy(outcome.action(), status));
			case TOO_LATE -> refused(outcome, status, tooLate(outcome, status));
			case TOO_OFTEN -> refused(outcome, status, tooOften(outcome));
			case ENDED -> refused(outcome, status, "The order has ended: it is " + status.wireName() + ".");
			case DONE, UNKNOWN ->
				throw new IllegalArgumentException("no refusal of a known order: " + outcome.result());
		};
	}

	/**
	 * Says that an order is not what somebody thinks.
	 * @param status where it is
	 * @param version its version
	 * @return the problem
	 */
	static ProblemException stale(Status status, int version) {
		return at(new ProblemException(ProblemKind.ORDER_CHANGED,
				"The order is in " + status.wireName() + ", version " + version + "."), status, version);
	}

	private static String notBy(Action action, Status status) {
		return (action == Action.RECALL) ? "The last that happened to the order was no advance by the shop."
				: "In " + status.wireName() + " only time moves the order on.";
	}

	private static String tooLate(CommandOutcome outcome, Status status) {
		if (outcome.action() == Action.RECALL) {
			return "The advance was too long ago to be taken back.";
		}
		return (outcome.by() == Actor.CUSTOMER)
				? "The order is in " + status.wireName() + ", where a customer can no longer cancel it."
				: "It was held up on its way for so long that it was not done any more.";
	}

	private static String tooOften(CommandOutcome outcome) {
		return (outcome.version() < ActionRules.MOST_CHANGES)
				? "It would be put off too far; a shorter delay can be done."
				: "So much was done to this order that only its way to an end is left.";
	}

	private static ProblemException refused(CommandOutcome outcome, Status status, String why) {
		ProblemException refused = new ProblemException(ProblemKind.ACTION_REFUSED, why);
		refused.getBody().setProperty("because", outcome.result());
		return at(refused, status, outcome.version());
	}

	private static ProblemException at(ProblemException refused, Status status, int version) {
		refused.getBody().setProperty("orderStatus", status);
		refused.getBody().setProperty("orderVersion", version);
		return refused;
	}

}
