package cl.reparto.model;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.model.Json.WireName;

/**
 * The customer was mailed about a status, or could not be.
 *
 * @param id the order's id
 * @param status the status that the mail tells
 * @param version the order's version at that status
 * @param outcome what became of the mail
 * @param messageId the mail's {@code Message-ID}, the same each time that it is sent
 * @param at when the outcome was known, on notification-service's clock
 */
public record OrderNotified(UUID id, Status status, int version, Outcome outcome, String messageId, Instant at) {

	/**
	 * Checks the content.
	 * @throws NullPointerException if anything is null
	 * @throws IllegalArgumentException if no order has such a version
	 */
	public OrderNotified {
		Objects.requireNonNull(id, "id is missing");
		Objects.requireNonNull(status, "status is missing");
		Objects.requireNonNull(outcome, "outcome is missing");
		Objects.requireNonNull(messageId, "messageId is missing");
		Objects.requireNonNull(at, "at is missing");
		OrderProgress.requireVersion(version);
	}

	/** What became of a mail. */
	public enum Outcome implements WireName {

		/** The mail server has taken it. */
		SENT,
		/** The mail server has said that there is no such mailbox. */
		REJECTED,
		/** The mailbox has taken no mail for days. */
		EXPIRED,
		/** Not sent: the step that it would have told of was recalled before. */
		WITHDRAWN

	}

}
