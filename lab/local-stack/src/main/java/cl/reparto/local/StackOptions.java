package cl.reparto.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What a stack is to be like.
 *
 * @param data the folder that everything is kept in
 * @param clean whether what is in the folder is deleted first
 * @param brokers how many brokers, 1 or 3
 * @param instances how many processes of each service, 0 to 9
 * @param stages how long orders stay in each status
 * @param partitions the partitions of each topic, 1 to 100
 * @param mail whether mails are sent, to a mail catcher
 * @param ports the port of the first instance of each; 0 for any free one
 * @param surroundings what its processes find around them
 * @param aot whether services start from caches of their classes, as our images do; what
 * is missing of them is made first, which takes some seconds
 */
public record StackOptions(Path data, boolean clean, int brokers, Map<Service, Integer> instances, Stages stages,
		int partitions, boolean mail, Map<Port, Integer> ports, Surroundings surroundings, boolean aot) {

	/**
	 * Checks the ranges and takes copies.
	 * @throws IllegalArgumentException if a number is out of range
	 */
	public StackOptions {
		require(brokers == 1 || brokers == 3, "brokers must be 1 or 3");
		require(partitions >= 1 && partitions <= 100, "partitions must be 1 to 100");
		instances = Map.copyOf(instances);
		ports = Map.copyOf(ports);
		require(instances.values().stream().allMatch((n) -> n >= 0 && n <= 9), "instances must be 0 to 9");
		require(ports.values().stream().allMatch((n) -> n >= 0 && n <= 65_535), "a port must be 0 to 65535");
	}

	/**
	 * One broker, one of each service, the usual ports.
	 * @param data the folder that everything is kept in
	 * @return options to start from
	 */
	public static StackOptions in(Path data) {
		Map<Service, Integer> instances = new EnumMap<>(Service.class);
		for (Service service : Service.values()) {
			instances.put(service, 1);
		}
		Map<Port, Integer> ports = new EnumMap<>(Port.class);
		for (Port port : Port.values()) {
			ports.put(port, port.usual());
		}
		return new StackOptions(data, false, 1, instances, Stages.USUAL, 5, true, ports, Surroundings.USUAL, false);
	}

	/**
	 * These options with another folder.
	 * @param data the folder
	 * @return a copy
	 */
	public StackOptions withData(Path data) {
		return new StackOptions(data, this.clean, this.brokers, this.instances, this.stages, this.partitions, this.mail,
				this.ports, this.surroundings, this.aot);
	}

	/**
	 * These options with a start from nothing or not.
	 * @param clean whether what is in the folder is deleted first
	 * @return a copy
	 */
	public StackOptions withClean(boolean clean) {
		return new StackOptions(this.data, clean, this.brokers, this.instances, this.stages, this.partitions, this.mail,
				this.ports, this.surroundings, this.aot);
	}

	/**
	 * These options with so many brokers.
	 * @param brokers 1 or 3
	 * @return a copy
	 */
	public StackOptions withBrokers(int brokers) {
		return new StackOptions(this.data, this.clean, brokers, this.instances, this.stages, this.partitions, this.mail,
				this.ports, this.surroundings, this.aot);
	}

	/**
	 * These options with so many processes of a service.
	 * @param service the service
	 * @param count 0 to 9
	 * @return a copy
	 */
	public StackOptions with(Service service, int count) {
		return new StackOptions(this.data, this.clean, this.brokers, replaced(this.instances, service, count),
				this.stages, this.partitions, this.mail, this.ports, this.surroundings, this.aot);
	}

	/**
	 * These options with other stages.
	 * @param stages how long orders stay in each status
	 * @return a copy
	 */
	public StackOptions withStages(Stages stages) {
		return new StackOptions(this.data, this.clean, this.brokers, this.instances, stages, this.partitions, this.mail,
				this.ports, this.surroundings, this.aot);
	}

	/**
	 * These options with so many partitions.
	 * @param partitions 1 to 100
	 * @return a copy
	 */
	public StackOptions withPartitions(int partitions) {
		return new StackOptions(this.data, this.clean, this.brokers, this.instances, this.stages, partitions, this.mail,
				this.ports, this.surroundings, this.aot);
	}

	/**
	 * These options with mails or without.
	 * @param mail whether mails are sent
	 * @return a copy
	 */
	public StackOptions withMail(boolean mail) {
		return new StackOptions(this.data, this.clean, this.brokers, this.instances, this.stages, this.partitions, mail,
				this.ports, this.surroundings, this.aot);
	}

	/**
	 * These options with another port.
	 * @param port what is to listen
	 * @param number where; 0 for any free one
	 * @return a copy
	 */
	public StackOptions with(Port port, int number) {
		return new StackOptions(this.data, this.clean, this.brokers, this.instances, this.stages, this.partitions,
				this.mail, replaced(this.ports, port, number), this.surroundings, this.aot);
	}

	/**
	 * These options with any free ports, so that stacks get along on one machine.
	 * @return a copy
	 */
	public StackOptions withAnyPorts() {
		StackOptions options = this;
		for (Port port : Port.values()) {
			options = options.with(port, 0);
		}
		return options;
	}

	/**
	 * These options with other surroundings.
	 * @param surroundings what the processes find around them
	 * @return a copy
	 */
	public StackOptions withSurroundings(Surroundings surroundings) {
		return new StackOptions(this.data, this.clean, this.brokers, this.instances, this.stages, this.partitions,
				this.mail, this.ports, surroundings, this.aot);
	}

	/**
	 * These options with caches of the services' classes or without.
	 * @param aot whether services start from them
	 * @return a copy
	 */
	public StackOptions withAot(boolean aot) {
		return new StackOptions(this.data, this.clean, this.brokers, this.instances, this.stages, this.partitions,
				this.mail, this.ports, this.surroundings, aot);
	}

	private static <K> Map<K, Integer> replaced(Map<K, Integer> map, K key, int value) {
		Map<K, Integer> copy = new HashMap<>(map);
		copy.put(key, value);
		return copy;
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

}
