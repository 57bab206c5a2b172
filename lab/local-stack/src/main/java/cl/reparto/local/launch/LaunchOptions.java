package cl.reparto.local.launch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import cl.reparto.local.CannotStartException;
import cl.reparto.local.Port;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * The launcher's options, as {@code --name=value}. Reads one command line.
 */
final class LaunchOptions {

	private static final int DEMO_CARTS = 12;

	private final CommandSpec spec = CommandSpec.create();

	private final Path home;

	private StackOptions asked;

	/**
	 * The options of a repository.
	 * @param home the repository's root, which a relative data folder is under
	 */
	LaunchOptions(Path home) {
		this.home = home;
		this.asked = StackOptions.in(home.resolve("data")).withKillPage(true);
		add("brokers", "1 or 3", "Kafka brokers (1)", (value) -> this.asked.withBrokers(Integer.parseInt(value)));
		for (Service service : Service.values()) {
			add(service.shortName(), "0 to 9", "processes of " + service.module() + " (1)",
					(value) -> this.asked.with(service, Integer.parseInt(value)));
		}
		add("stages", "one duration or three such as 2s,5s,5s (ms, s, m or h; 7 days at most)",
				"how long an order is recibido, preparando, entregando (2s,5s,5s)",
				(value) -> this.asked.withStages(StagesOption.parse(value)));
		add("partitions", "1 to 100", "partitions of each topic, never fewer than before (5)",
				(value) -> this.asked.withPartitions(Integer.parseInt(value)));
		add("mail", "on or off", "whether customers are mailed (on)", (value) -> this.asked.withMail(isOn(value)));
		add("carts", "0 to 500", "carts that drive about, sell and go silent, for a look at the guild (0)",
				(value) -> this.asked.withCarts(Integer.parseInt(value)));
		add("data", "a folder", "where everything is kept (data)", (value) -> this.asked.withData(folder(value)));
		for (Port port : Port.values()) {
			add(port.option(), "0 to 65535", "0 for any free one (" + port.usual() + ")",
					(value) -> this.asked.with(port, Integer.parseInt(value)));
		}
		this.spec.addOption(OptionSpec.builder("--demo")
			.description("people order by themselves and " + DEMO_CARTS
					+ " carts drive about, so that there is something to see")
			.build());
		this.spec.addOption(OptionSpec.builder("--clean")
			.description("start from nothing: delete what the data folder holds")
			.build());
		this.spec.addOption(OptionSpec.builder("--help").usageHelp(true).description("this").build());
		this.spec.parser().collectErrors(true).overwrittenOptionsAllowed(true).expandAtFiles(false);
		this.spec.usageMessage()
			.sortOptions(false)
			.longOptionsMaxWidth(32)
			.width(110)
			.synopsisHeading("")
			.customSynopsis("Options (and what holds without them):");
	}

	private void add(String name, String allowed, String help, Function<String, StackOptions> change) {
		this.spec.addOption(OptionSpec.builder("--" + name)
			.type(StackOptions.class)
			.paramLabel("…")
			.description(help)
			.converters((value) -> change(change, value, allowed))
			.build());
	}

	private StackOptions change(Function<String, StackOptions> change, String value, String allowed) {
		try {
			this.asked = change.apply(value);
			return this.asked;
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException("must be " + allowed + ", not '" + value + "'");
		}
	}

	/**
	 * Reads the options.
	 * @param arguments what the command line says
	 * @return what was asked for; empty if that was help
	 * @throws CannotStartException if an option is not known or has a bad value
	 */
	Optional<StackOptions> parse(String... arguments) {
		ParseResult result = new CommandLine(this.spec).parseArgs(arguments);
		if (result.isUsageHelpRequested()) {
			return Optional.empty();
		}
		if (!result.errors().isEmpty()) {
			throw new CannotStartException(result.errors().getFirst().getMessage() + "; --help lists what there is");
		}
		StackOptions options = this.asked.withClean(result.hasMatchedOption("--clean"));
		return Optional.of(result.hasMatchedOption("--demo") ? demo(options) : options);
	}

	/** Carts and services that somebody gave a number keep it. */
	private static StackOptions demo(StackOptions options) {
		boolean hasGuild = options.instances().get(Service.GUILD) > 0;
		return options.withDemo(options.instances().get(Service.REQUEST) > 0)
			.withCarts((options.carts() == 0 && hasGuild) ? DEMO_CARTS : options.carts());
	}

	/**
	 * What there is to choose.
	 * @return lines to print
	 */
	String help() {
		return new CommandLine(this.spec).getUsageMessage(Ansi.OFF);
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

}
