package cl.reparto.faults.audit;

import org.jspecify.annotations.Nullable;

/**
 * An order as a customer sees it.
 *
 * @param email by which the order is known again, different for each order
 * @param price its price as written
 * @param answer what the customer was told in the end
 * @param id the order's id as answered; null unless the answer is OK
 */
public record Request(String email, String name, String price, Answer answer, @Nullable String id) {

	/** How addresses begin that the mail server refuses for good. */
	public static final String NOBODY = "nadie-";

	/** How the addresses of a mailbox begin about which the mail server may be slow. */
	public static final String SLOW = "lento-";

	/** How addresses begin whose mailbox is full for ever. */
	public static final String FULL = "lleno-";

	/** An order that nobody has answered yet. */
	public static Request of(String email, String name, String price) {
		return new Request(email, name, price, Answer.UNKNOWN, null);
	}

	/** This, answered 202. */
	public Request taken(String id) {
		return new Request(this.email, this.name, this.price, Answer.OK, id);
	}

	/** This, answered 4xx. */
	public Request refused() {
		return new Request(this.email, this.name, this.price, Answer.FAIL, null);
	}

	/** What the customer sends. */
	public String json() {
		return """
				{"name":"%s","price":%s,"email":"%s"}""".formatted(this.name, this.price, this.email);
	}

	/** What becomes of mails to that address in the end. */
	public String outcome() {
		if (this.email.startsWith(FULL)) {
			return "expired";
		}
		return this.email.startsWith(NOBODY) ? "rejected" : "sent";
	}

}
