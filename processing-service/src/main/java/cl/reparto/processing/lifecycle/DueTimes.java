package cl.reparto.processing.lifecycle;

import cl.reparto.model.command.Stages;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderProgress.Step;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * When an order's next status is due. In whole milliseconds, as timers are.
 *
 * @param stages how long an order stays in each status
 * @param recallWithin how long an order that was recalled has at least
 */
record DueTimes(Stages stages, Duration recallWithin) {

	/** The farthest that an order is put off, whoever asks for it. */
	static final Duration FARTHEST = Stages.LONGEST;

	/**
	 * When a new order is to be begun: after its first stage, and one for later in time
	 * to be there when it is wanted.
	 * @param request the order
	 * @param at when it came in
	 * @return when {@code preparando} is due
	 */
	Instant ofNew(OrderRequested request, Instant at) {
		BigDecimal pace = request.pace();
		Instant soonest = at.plus(this.stages.of(Status.RECIBIDO, pace));
		if (request.wantedFor() == null) {
			return soonest;
		}
		Instant inTime = request.wantedFor()
			.truncatedTo(ChronoUnit.MILLIS)
			.minus(this.stages.of(Status.PREPARANDO, pace))
			.minus(this.stages.of(Status.ENTREGANDO, pace));
		return later(soonest, earlier(inTime, at.plus(FARTHEST)));
	}

	/**
	 * When the status after another is due.
	 * @param status the status that the order comes to
	 * @param at when it comes there
	 * @param pace by how much its stages are longer than usual; null for as usual
	 * @return null if nothing comes after it
	 */
	@Nullable Instant after(Status status, Instant at, @Nullable BigDecimal pace) {
		return status.isEnd() ? null : at.plus(this.stages.of(status, pace));
	}

	/**
	 * When the status is due again that an order is taken back from: its stage goes on
	 * where it was left, and lasts at least as long as there was time for the recall, so
	 * that the timer does not undo at once what a person did.
	 * @param order the order, just advanced
	 * @param at when it is recalled
	 * @return when
	 */
	Instant ofRecalled(OrderProgress order, Instant at) {
		return ofRecalled(ofEachVersion(order).get(order.version() - 2), order.reachedAt(), at);
	}

	private Instant ofRecalled(Instant due, Instant advancedAt, Instant at) {
		Duration left = Duration.between(advancedAt, due);
		return at.plus((left.compareTo(this.recallWithin) > 0) ? left : this.recallWithin);
	}

	/**
	 * When the next status was due, at each version of an order but the last. An order
	 * tells of the last one only; the others follow from its steps.
	 */
	private List<Instant> ofEachVersion(OrderProgress order) {
		List<Instant> due = new ArrayList<>();
		for (int version = 1; version < order.version(); version++) {
			Step step = order.history().get(version - 1);
			due.add(switch (order.asOf(version).change()) {
				case RECEIVED -> ofNew(order.request(), step.at());
				case DELAYED -> OrderProgress.delayed(due.getLast(), step.at(), Objects.requireNonNull(step.delay()));
				case RECALLED -> ofRecalled(due.get(version - 3), order.history().get(version - 2).at(), step.at());
				case ADVANCED, CANCELLED -> step.at().plus(this.stages.of(step.status(), order.pace()));
			});
		}
		return due;
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

}
