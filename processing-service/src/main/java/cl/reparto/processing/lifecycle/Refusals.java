package cl.reparto.processing.lifecycle;

import cl.reparto.model.command.Stages;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import org.jspecify.annotations.Nullable;

/**
 * Why a command is not carried out: what {@link ActionRules} say, and what only who
 * carries it out can know.
 *
 * @param rules who may do what, until when
 */
record Refusals(ActionRules rules) {

	/** A command is for now: one that was held up for longer is done no more. */
	static final Duration OLDEST_COMMAND = Duration.ofHours(1);

	/**
	 * How far delays may put off what is due: an order has to be told of again before
	 * topics forget it ({@link cl.reparto.model.Topics#RETENTION}).
	 */
	static final Duration FARTHEST_DELAY = Stages.LONGEST.multipliedBy(2);

	/**
	 * Why a command is not carried out.
	 * @param command what is asked
	 * @param order the order as it is
	 * @param now the time
	 * @return null if it is
	 */
	@Nullable Result of(OrderCommand command, OrderProgress order, Instant now) {
		if (isStale(command, order.version())) {
			return Result.STALE;
		}
		if (!order.status().isEnd() && command.at().isBefore(now.minus(OLDEST_COMMAND))) {
			return Result.TOO_LATE;
		}
		Result refusal = this.rules.refusal(command.action(), command.by(), order, now);
		return (refusal == null && isTooFar(command, order, now)) ? Result.TOO_OFTEN : refusal;
	}

	static boolean isStale(OrderCommand command, int version) {
		return command.ifVersion() != null && command.ifVersion() != version;
	}

	private static boolean isTooFar(OrderCommand command, OrderProgress order, Instant now) {
		return command.action() == Action.DELAY && order.dueAt() != null
				&& OrderProgress.delayed(order.dueAt(), now, delay(command)).isAfter(now.plus(FARTHEST_DELAY));
	}

	/**
	 * By how much what is due is put off, as fine as timers are.
	 * @param command a delay
	 * @return whole milliseconds
	 */
	static Duration delay(OrderCommand command) {
		return Objects.requireNonNull(command.delay()).truncatedTo(ChronoUnit.MILLIS);
	}

}
