package cl.reparto.faults.audit;

import java.time.Instant;

/**
 * What a person asked of an order, and was told in the end. The same person asks one
 * thing after the other.
 *
 * @param order the order's id
 * @param action {@code advance}, {@code recall}, {@code delay} or {@code cancel}
 * @param by {@code shop} or {@code customer}
 * @param began when it was first asked
 * @param version the order's version in the answer; 0 if there is none
 */
public record Deed(String order, String action, String by, Instant began, Told told, int version) {

	/** What the person was told. */
	public enum Told {

		/** It is done (200). */
		DONE,
		/** It is not done and will not be (409, 412). */
		REFUSED,
		/** It is taken, and what comes of it is to be seen (202). */
		LATER,
		/** No clear answer: it may be done, but then once. */
		UNCLEAR

	}

}
