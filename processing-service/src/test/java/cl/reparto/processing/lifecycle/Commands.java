package cl.reparto.processing.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import cl.reparto.model.Actor;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import org.jspecify.annotations.Nullable;

import static cl.reparto.local.order.OrderBuilder.TIME;

/** Commands to test with, asked by the shop unless a test says otherwise. */
public final class Commands {

	private Commands() {
	}

	public static OrderCommand advance(UUID order) {
		return command(order, Action.ADVANCE, Actor.SHOP, null, null);
	}

	public static OrderCommand recall(UUID order) {
		return command(order, Action.RECALL, Actor.SHOP, null, null);
	}

	public static OrderCommand delay(UUID order, Duration by) {
		return command(order, Action.DELAY, Actor.SHOP, by, null);
	}

	public static OrderCommand cancel(UUID order, Actor by) {
		return command(order, Action.CANCEL, by, null, "no longer hungry");
	}

	private static OrderCommand command(UUID order, Action action, Actor by, @Nullable Duration delay,
			@Nullable String reason) {
		return new OrderCommand(UUID.randomUUID(), order, action, by, delay, reason, null, TIME);
	}

	/** The same, asked at another time. */
	public static OrderCommand asked(Instant at, OrderCommand command) {
		return new OrderCommand(command.id(), command.order(), command.action(), command.by(), command.delay(),
				command.reason(), command.ifVersion(), at);
	}

	/** The same by somebody else. */
	public static OrderCommand by(Actor actor, OrderCommand command) {
		return new OrderCommand(command.id(), command.order(), command.action(), actor, command.delay(),
				command.reason(), command.ifVersion(), command.at());
	}

	/** The same for one version only. */
	public static OrderCommand ifVersion(int version, OrderCommand command) {
		return new OrderCommand(command.id(), command.order(), command.action(), command.by(), command.delay(),
				command.reason(), version, command.at());
	}

}
