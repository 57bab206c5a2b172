package cl.reparto.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import cl.reparto.model.command.Stages;

/**
 * What a stack is to be like. Each change makes a copy.
 *
 * @param data the folder that everything is kept in
 * @param clean whether what is in the folder is deleted first
 * @param brokers how many brokers, 1 or 3
 * @param instances how many processes of each service, 0 to 9
 * @param stages how long orders stay in each status
 * @param partitions the partitions of each topic, 1 to 100
 * @param mail whether mails are sent, to a mail catcher
 * @param ports the port of the first instance of each; 0 for any free one
 * @param carts how many carts drive about and tell the guild, 0 to 500
 * @param demo whether people order by themselves, so that there is something to see
 * @param killPage whether there is a page that kills processes and counts what comes of
 * it
 * @param overrides what is other than usual for its processes
 * @param aot whether services start from caches of their classes, as our images do; what
 * is missing of them is made first, which takes some seconds
 */
public record StackOptions(Path data, boolean clean, int brokers, Map<Service, Integer> instances, Stages stages,
		int partitions, boolean mail, Map<Port, Integer> ports, int carts, boolean demo, boolean killPage,
		ProcessOverrides overrides, boolean aot) {

	/**
	 * Checks the ranges.
	 * @throws IllegalArgumentException if a number is out of range
	 */
	public StackOptions {
		require(brokers == 1 || brokers == 3, "brokers must be 1 or 3");
		require(partitions >= 1 && partitions <= 100, "partitions must be 1 to 100");
		require(carts >= 0 && carts <= 500, "carts must be 0 to 500");
		instances = Map.copyOf(instances);
		ports = Map.copyOf(ports);
		require(instances.values().stream().allMatch((n) -> n >= 0 && n <= 9), "instances must be 0 to 9");
		require(ports.values().stream().allMatch((n) -> n >= 0 && n <= 65_535), "a port must be 0 to 65535");
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	/**
	 * One broker, one of each service, the usual ports.
	 * @param data the folder that everything is kept in
	 * @return options to start from
	 */
	public static StackOptions in(Path data) {
		Draft usual = new Draft(data);
		Stream.of(Service.values()).forEach((service) -> usual.instances.put(service, 1));
		Stream.of(Port.values()).forEach((port) -> usual.ports.put(port, port.usual()));
		return usual.options();
	}

	/** The same in another folder. */
	public StackOptions withData(Path folder) {
		return changed((draft) -> draft.data = folder);
	}

	/** The same from nothing, or from what the folder holds. */
	public StackOptions withClean(boolean fromNothing) {
		return changed((draft) -> draft.clean = fromNothing);
	}

	/** The same with 1 or 3 brokers. */
	public StackOptions withBrokers(int count) {
		return changed((draft) -> draft.brokers = count);
	}

	/** The same with 0 to 9 processes of a service. */
	public StackOptions with(Service service, int count) {
		return changed((draft) -> draft.instances.put(service, count));
	}

	/** The same with orders that take as long. */
	public StackOptions withStages(Stages each) {
		return changed((draft) -> draft.stages = each);
	}

	/** The same with 1 to 100 partitions of each topic. */
	public StackOptions withPartitions(int count) {
		return changed((draft) -> draft.partitions = count);
	}

	/** The same with mails or without. */
	public StackOptions withMail(boolean on) {
		return changed((draft) -> draft.mail = on);
	}

	/** The same with another port; 0 for any free one. */
	public StackOptions with(Port port, int number) {
		return changed((draft) -> draft.ports.put(port, number));
	}

	/** The same on any free ports, so that stacks get along on one machine. */
	public StackOptions withAnyPorts() {
		return changed((draft) -> draft.ports.replaceAll((port, number) -> 0));
	}

	/** The same with 0 to 500 carts that drive about. */
	public StackOptions withCarts(int count) {
		return changed((draft) -> draft.carts = count);
	}

	/** The same with people who order by themselves, or without. */
	public StackOptions withDemo(boolean on) {
		return changed((draft) -> draft.demo = on);
	}

	/** The same with a page that kills processes, or without. */
	public StackOptions withKillPage(boolean on) {
		return changed((draft) -> draft.killPage = on);
	}

	/** The same with something else for its processes. */
	public StackOptions withOverrides(ProcessOverrides other) {
		return changed((draft) -> draft.overrides = other);
	}

	/** The same with caches of the services' classes or without. */
	public StackOptions withAot(boolean on) {
		return changed((draft) -> draft.aot = on);
	}

	private StackOptions changed(Consumer<Draft> change) {
		Draft draft = new Draft(this.data);
		draft.clean = this.clean;
		draft.brokers = this.brokers;
		draft.instances.putAll(this.instances);
		draft.stages = this.stages;
		draft.partitions = this.partitions;
		draft.mail = this.mail;
		draft.ports.putAll(this.ports);
		draft.carts = this.carts;
		draft.demo = this.demo;
		draft.killPage = this.killPage;
		draft.overrides = this.overrides;
		draft.aot = this.aot;
		change.accept(draft);
		return draft.options();
	}

	/**
	 * Options while one of them changes.
	 */
	private static final class Draft {

		private Path data;

		private boolean clean;

		private int brokers = 1;

		private final Map<Service, Integer> instances = new EnumMap<>(Service.class);

		private Stages stages = Stages.DEFAULT;

		private int partitions = 5;

		private boolean mail = true;

		private final Map<Port, Integer> ports = new EnumMap<>(Port.class);

		private int carts;

		private boolean demo;

		private boolean killPage;

		private ProcessOverrides overrides = ProcessOverrides.USUAL;

		private boolean aot;

		Draft(Path data) {
			this.data = data;
		}

		StackOptions options() {
			return new StackOptions(this.data, this.clean, this.brokers, this.instances, this.stages, this.partitions,
					this.mail, this.ports, this.carts, this.demo, this.killPage, this.overrides, this.aot);
		}

	}

}
