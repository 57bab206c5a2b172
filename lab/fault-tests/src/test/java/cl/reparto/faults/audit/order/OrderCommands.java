package cl.reparto.faults.audit.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import cl.reparto.faults.audit.Deed;
import cl.reparto.faults.audit.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What people asked of one order and what came of it: each command somebody's, with one
 * outcome; each outcome that says so with one step, and each step of a person with one
 * outcome; what people were told with what came of it.
 */
final class OrderCommands {

	private final List<Deed> deeds = new ArrayList<>(0);

	private final Map<String, Command> commands = new LinkedHashMap<>(0);

	/** Somebody asked something and was told what came of it. */
	void asked(Deed deed) {
		this.deeds.add(deed);
	}

	/** An entry of order_commands. A repeated command may stand there twice. */
	void given(Entry entry, Consumer<String> violations) {
		command(entry.text("id")).given(entry, violations);
	}

	/** An entry of order_command_outcomes. */
	void decided(Entry entry, Consumer<String> violations) {
		command(entry.text("command")).decided(entry, violations);
	}

	private Command command(String id) {
		return this.commands.computeIfAbsent(id, Command::new);
	}

	/** How many have no outcome yet. */
	int undecided() {
		return (int) this.commands.values().stream().filter((each) -> !each.isDecided()).count();
	}

	int doubled() {
		return this.commands.values().stream().mapToInt(Command::doubled).sum();
	}

	/** What can only be said once everything has come to rest. */
	void close(Walk walk, Consumer<String> violations) {
		this.commands.values().forEach((each) -> each.close(walk, violations));
		compareWithSteps(walk, violations);
		compareWithDeeds(violations);
	}

	private void compareWithSteps(Walk walk, Consumer<String> violations) {
		Map<Integer, String> doers = new HashMap<>();
		this.commands.values().stream().filter(Command::isDone).forEach((each) -> {
			String other = doers.putIfAbsent(each.version(), each.id());
			if (other != null) {
				violations.accept("version " + each.version() + " is the doing of both " + other + " and " + each.id());
			}
		});
		walk.byPeople()
			.filter((version) -> !doers.containsKey(version))
			.forEach((version) -> violations
				.accept("version " + version + ", " + walk.step(version) + ", comes of no command"));
	}

	private void compareWithDeeds(Consumer<String> violations) {
		Map<Deed, List<Command>> byDeed = new HashMap<>();
		this.commands.values().stream().filter(Command::isGiven).forEach((each) -> {
			Deed deed = deed(each);
			if (deed != null) {
				byDeed.computeIfAbsent(deed, (_) -> new ArrayList<>()).add(each);
			}
			else {
				violations.accept("nobody asked for command " + each.id());
			}
		});
		this.deeds.forEach((deed) -> compare(deed, byDeed.getOrDefault(deed, List.of()), violations));
	}

	/** What that person asked last before the command was made. */
	private @Nullable Deed deed(Command command) {
		Deed found = null;
		for (Deed each : this.deeds) {
			if (each.by().equals(command.text("by")) && !each.began().isAfter(Instant.parse(command.text("at")))
					&& (found == null || each.began().isAfter(found.began()))) {
				found = each;
			}
		}
		return (found != null && found.action().equals(command.text("action"))) ? found : null;
	}

	private static void compare(Deed deed, List<Command> commands, Consumer<String> violations) {
		if (commands.size() > 1) {
			violations.accept("two commands of " + deed);
		}
		boolean right = switch (deed.told()) {
			case DONE -> commands.stream().anyMatch((each) -> each.isDone() && each.version() <= deed.version());
			case REFUSED -> commands.stream().noneMatch(Command::isDone);
			case LATER -> !commands.isEmpty();
			case UNCLEAR -> true;
		};
		if (!right) {
			violations.accept("told otherwise than it is: " + deed + " of " + commands);
		}
	}

}
