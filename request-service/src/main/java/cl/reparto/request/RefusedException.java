package cl.reparto.request;

import java.util.Map;

import org.springframework.http.ProblemDetail;

import cl.reparto.model.OrderRules.Violation;

/**
 * A request that is refused. Carries no stack trace: it tells the customer, not us.
 */
final class RefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Refusal refusal;

	private final ProblemDetail problem;

	/**
	 * A refusal that says all there is to say.
	 * @param refusal why
	 */
	RefusedException(Refusal refusal) {
		this(refusal, refusal.toProblem());
	}

	/**
	 * A refusal with more to say.
	 * @param refusal why
	 * @param found what is wrong in this request, as a sentence; it goes before what to
	 * do
	 */
	RefusedException(Refusal refusal, String found) {
		this(refusal, refusal.toProblem());
		this.problem.setDetail(found + " " + this.problem.getDetail());
	}

	/**
	 * An order with bad fields.
	 * @param errors what is wrong with each field, by its name
	 */
	RefusedException(Map<String, String> errors) {
		this(Refusal.INVALID_ORDER, Refusal.INVALID_ORDER.toProblem());
		this.problem.setProperty("errors",
				errors.entrySet().stream().map((error) -> new Violation(error.getKey(), error.getValue())).toList());
	}

	private RefusedException(Refusal refusal, ProblemDetail problem) {
		super(refusal.wireName(), null, false, false);
		this.refusal = refusal;
		this.problem = problem;
	}

	Refusal refusal() {
		return this.refusal;
	}

	ProblemDetail problem() {
		return this.problem;
	}

}
