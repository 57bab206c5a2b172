package cl.reparto.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The launcher's options, as {@code --name=value}.
 */
final class CommandLine {

	private final Path home;

	private final List<Option> options = new ArrayList<>();

	/**
	 * The options of a repository.
	 * @param home the repository's root, which a relative data folder is under
	 */
	CommandLine(Path home) {
		this.home = home;
		add("brokers", "1 or 3", "Kafka brokers (1)", (now, value) -> now.withBrokers(Integer.parseInt(value)));
		for (Service service : Service.values()) {
			add(service.shortName(), "0 to 9", "processes of " + service.module() + " (1)",
					(now, value) -> now.with(service, Integer.parseInt(value)));
		}
		add("stages", "one duration or three such as 2s,5s,5s (ms, s, m or h)",
				"how long an order is recibido, preparando, entregando (2s,5s,5s)",
				(now, value) -> now.withStages(Stages.parse(value)));
		add("partitions", "1 to 100", "partitions of each topic (5)",
				(now, value) -> now.withPartitions(Integer.parseInt(value)));
		add("mail", "on or off", "whether customers are mailed (on)", (now, value) -> now.withMail(isOn(value)));
		add("data", "a folder", "where everything is kept (data)", (now, value) -> now.withData(folder(value)));
		for (Port port : Port.values()) {
			add(port.option(), "0 to 65535", "0 for any free one (" + port.usual() + ")",
					(now, value) -> now.with(port, Integer.parseInt(value)));
		}
	}

	/**
	 * Reads the options.
	 * @param arguments what the command line says
	 * @return what was asked for; empty if that was help
	 * @throws CannotStartException if an option is not known or has a bad value
	 */
	Optional<StackOptions> parse(List<String> arguments) {
		if (arguments.contains("--help")) {
			return Optional.empty();
		}
		StackOptions asked = StackOptions.in(this.home.resolve("data"));
		for (String argument : arguments) {
			asked = argument.equals("--clean") ? asked.withClean(true) : option(argument).apply(asked, argument);
		}
		return Optional.of(asked);
	}

	private Option option(String argument) {
		return this.options.stream()
			.filter((option) -> argument.startsWith(option.prefix()))
			.findFirst()
			.orElseThrow(() -> new CannotStartException("Unknown option " + argument + "; there are " + names()));
	}

	private String names() {
		return String.join(" ", this.options.stream().map(Option::prefix).toList()) + " --clean --help";
	}

	/**
	 * What there is to choose.
	 * @return one line an option
	 */
	String help() {
		StringBuilder text = new StringBuilder("Options (and what holds without them):\n");
		this.options.forEach((option) -> text.append(line(option.prefix() + "…", option.help())));
		text.append(line("--clean", "start from nothing: delete what the data folder holds"));
		return text.append(line("--help", "this")).toString();
	}

	private static String line(String option, String help) {
		return "  %-28s %s%n".formatted(option, help);
	}

	private void add(String name, String allowed, String help, BiFunction<StackOptions, String, StackOptions> change) {
		this.options.add(new Option(name, allowed, help, change));
	}

	private static boolean isOn(String value) {
		return switch (value) {
			case "on" -> true;
			case "off" -> false;
			default -> throw new IllegalArgumentException(value);
		};
	}

	private Path folder(String value) {
		if (value.isBlank()) {
			throw new IllegalArgumentException("no folder");
		}
		return this.home.resolve(value).normalize();
	}

	private record Option(String name, String allowed, String help,
			BiFunction<StackOptions, String, StackOptions> change) {

		String prefix() {
			return "--" + this.name + "=";
		}

		StackOptions apply(StackOptions options, String argument) {
			String value = argument.substring(prefix().length());
			try {
				return this.change.apply(options, value);
			}
			catch (IllegalArgumentException ex) {
				throw new CannotStartException("--" + this.name + " must be " + this.allowed + ", not '" + value + "'");
			}
		}

	}

}
