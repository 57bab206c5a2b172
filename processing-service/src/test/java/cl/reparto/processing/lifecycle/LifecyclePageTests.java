package cl.reparto.processing.lifecycle;

import cl.reparto.model.command.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.ActionRules.Mover;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static cl.reparto.local.order.OrderBuilder.anOrder;
import static cl.reparto.processing.lifecycle.Commands.advance;
import static cl.reparto.processing.lifecycle.Commands.cancel;
import static cl.reparto.processing.lifecycle.Commands.delay;
import static cl.reparto.processing.lifecycle.Commands.recall;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/lifecycle.md} tells what the lifecycle does, by asking it. */
class LifecyclePageTests {

	private static final Path PAGE = Path.of("../docs/lifecycle.md");

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Stages HOURS = new Stages(HOUR, HOUR, HOUR);

	/** Where an order is, and who moves it from there. */
	private record Row(Status status, Mover mover) {

		/** The shop may move an order to where it is, so that it can be recalled. */
		OrderLifecycle lifecycle() {
			Map<Status, Mover> movers = new HashMap<>();
			Status.STEPS.subList(0, 3).forEach((each) -> movers.put(each, Mover.EITHER));
			movers.computeIfPresent(this.status, (_, _) -> this.mover);
			return new OrderLifecycle(HOURS, new ActionRules(movers, null, null), Duration.ofDays(30));
		}

		/** Just advanced by the shop, if it was advanced. */
		OrderProgress order() {
			OrderProgress order = lifecycle().begin(anOrder().requested(), TIME).getLast();
			if (this.status == Status.CANCELADO) {
				return order.cancelled(Actor.SHOP, TIME, "closed");
			}
			while (order.status() != this.status) {
				order = order.advanced(Actor.SHOP, TIME,
						(order.status() == Status.ENTREGANDO) ? null : TIME.plus(HOUR));
			}
			return order;
		}

		String text() {
			OrderProgress order = order();
			return "| `%s` | %s | %s | %s | %s | %s | %s | %s |".formatted(this.status.wireName(),
					this.status.isEnd() ? "nobody" : this.mover.name().toLowerCase(), timer(order),
					asked(order, advance(order.id())), asked(order, delay(order.id(), HOUR)),
					asked(order, recall(order.id())), asked(order, cancel(order.id(), Actor.SHOP)),
					asked(order, cancel(order.id(), Actor.CUSTOMER)));
		}

		private String timer(OrderProgress order) {
			if (order.dueAt() == null) {
				return "forgotten";
			}
			List<OrderProgress> reached = lifecycle().advance(order, order.dueAt());
			return reached.isEmpty() ? "nothing" : to(reached.getLast().status());
		}

		private String asked(OrderProgress order, OrderCommand command) {
			Decision decision = lifecycle().decide(order, command, TIME);
			return (decision.outcome().result() == Result.DONE) ? to(decision.steps().getLast().status())
					: decision.outcome().result().wireName();
		}

		private static String to(Status status) {
			return "→ `" + status.wireName() + "`";
		}

	}

	private static String drawn() {
		List<String> lines = new ArrayList<>();
		lines.add(
				"| where it is | moved by | its time comes | advance | delay | recall | cancel | cancel, by the customer |");
		lines.add("| --- | --- | --- | --- | --- | --- | --- | --- |");
		for (Status status : Status.values()) {
			for (Mover mover : status.isEnd() ? new Mover[] { Mover.TIMER } : Mover.values()) {
				lines.add(new Row(status, mover).text());
			}
		}
		return String.join("\n", lines);
	}

	@Test
	void showsTheTableThatTheCodeGives() throws IOException {
		assertThat(Files.readString(PAGE)).as("docs/lifecycle.md has the table").contains("\n\n" + drawn() + "\n\n");
	}

	@Test
	void tellsOfEveryResult() throws IOException {
		String page = Files.readString(PAGE);

		assertThat(Result.values())
			.allSatisfy((result) -> assertThat(page).contains("| `" + result.wireName() + "` |"));
	}

	@Test
	void tellsTheTimesThatTheCodeHas() throws IOException {
		assertThat(Files.readString(PAGE)).contains("older than " + Refusals.OLDEST_COMMAND.toHours() + " hour",
				"more than " + Refusals.FARTHEST_DELAY.toDays() + " days ahead",
				"at most " + DueTimes.FARTHEST.toDays() + " days",
				"every " + OrderLifecycle.LOOK_AGAIN.toMinutes() + " minutes",
				"within " + ActionRules.DEFAULT.recallWithin().toSeconds() + " s");
	}

}
