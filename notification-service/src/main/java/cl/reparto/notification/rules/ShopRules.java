package cl.reparto.notification.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.Stages;
import cl.reparto.model.command.ActionRules.Allowed;
import cl.reparto.model.command.ActionRules.Situation;
import org.jspecify.annotations.Nullable;

/**
 * What the shop has set about its orders. Processing-service is set up alike, and decides
 * by it; here it is only told.
 */
public final class ShopRules {

	/** As the shop is where nothing is set. */
	public static final ShopRules DEFAULT = new ShopRules(Stages.DEFAULT, ActionRules.DEFAULT);

	private final Stages stages;

	private final ActionRules actions;

	/**
	 * The shop's rules.
	 * @param stages how long an order stays in each status
	 * @param actions who may do what, until when
	 */
	public ShopRules(Stages stages, ActionRules actions) {
		this.stages = stages;
		this.actions = actions;
	}

	/**
	 * When an order is expected at its end, if nobody does anything else about it.
	 * @param order the order
	 * @return null if it has ended
	 */
	public @Nullable Instant expectedAt(OrderProgress order) {
		Instant at = order.dueAt();
		for (Optional<Status> stage = order.status().next(); at != null
				&& stage.filter((each) -> !each.isEnd()).isPresent(); stage = stage.flatMap(Status::next)) {
			at = at.plus(this.stages.of(stage.get(), order.pace()));
		}
		return at;
	}

	/**
	 * What somebody can do about an order.
	 * @param by who
	 * @param order the order
	 * @param now the time; what a customer can do depends on the order alone
	 * @return null for nothing
	 */
	public @Nullable List<Allowed> actions(Actor by, Situation order, Instant now) {
		List<Allowed> allowed = this.actions.allowed(by, order, now);
		return allowed.isEmpty() ? null : allowed;
	}

	/** All of it, the same for the same settings. */
	@Override
	public String toString() {
		return this.stages + ", moved by "
				+ Status.STEPS.stream()
					.filter((status) -> !status.isEnd())
					.map((status) -> this.actions.mover(status).toString())
					.collect(Collectors.joining(", "))
				+ ", cancelled until " + this.actions.cancelUntil() + ", recalled within "
				+ this.actions.recallWithin();
	}

}
