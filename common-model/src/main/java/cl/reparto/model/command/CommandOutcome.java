package cl.reparto.model.command;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.model.Actor;
import cl.reparto.model.Json.WireName;
import cl.reparto.model.Status;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a command. Written in the transaction that carries it out. A command
 * that comes again is answered the same, once more.
 *
 * @param command the command's id
 * @param order the order's id
 * @param action what was asked
 * @param by who asked
 * @param result what came of it
 * @param version the order's version thereafter; 0 if there is no such order
 * @param status the order's status thereafter; null if there is no such order
 * @param at when it was decided, on processing-service's clock
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandOutcome(UUID command, UUID order, OrderCommand.Action action, Actor by, Result result, int version,
		@Nullable Status status, Instant at) {

	/**
	 * Checks the content.
	 * @throws NullPointerException if anything is null that may not be
	 * @throws IllegalArgumentException if an order that is known is nowhere
	 */
	public CommandOutcome {
		Objects.requireNonNull(command, "command is missing");
		Objects.requireNonNull(order, "order is missing");
		Objects.requireNonNull(action, "action is missing");
		Objects.requireNonNull(by, "by is missing");
		Objects.requireNonNull(result, "result is missing");
		Objects.requireNonNull(at, "at is missing");
		if ((result == Result.UNKNOWN) != (status == null) || (status == null) != (version == 0)) {
			throw new IllegalArgumentException("version and status go with an order that is known");
		}
	}

	/** What came of a command. */
	public enum Result implements WireName {

		/** It is done. */
		DONE,
		/** The order has not the version that the command was meant for. */
		STALE,
		/** Whoever asks may not, or not in this status. */
		NOT_ALLOWED,
		/** That could have been done before. */
		TOO_LATE,
		/** So much has been done to the order that only its way to an end is left. */
		TOO_OFTEN,
		/** The order is at its end. */
		ENDED,
		/** There is no such order, or it is forgotten. */
		UNKNOWN

	}

}
