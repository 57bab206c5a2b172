package cl.reparto.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import cl.reparto.local.broker.BrokerNode;

/**
 * What is other than usual for the processes of a stack: for tests that put something in
 * their way. Processes are known by their names, such as {@code broker-1} or
 * {@code processing-2}.
 */
public interface ProcessOverrides {

	/** Nothing out of the ordinary. */
	ProcessOverrides USUAL = new ProcessOverrides() {
	};

	/**
	 * Further options of a process's JVM, which win over the usual ones.
	 * @param process its name
	 * @return options, such as {@code -Xmx64m}
	 */
	default List<String> jvmOptions(String process) {
		return List.of();
	}

	/**
	 * Further variables of a process's environment.
	 * @param process its name
	 * @return values by the names of variables
	 */
	default Map<String, String> environment(String process) {
		return Map.of();
	}

	/**
	 * Further settings of a process of a service, which win over the usual ones.
	 * @param process its name
	 * @return values by the names of Spring properties
	 */
	default Map<String, String> settings(String process) {
		return Map.of();
	}

	/**
	 * The name by which others know a broker. It listens on 127.0.0.1 all the same.
	 * @param id the broker's number, from 1
	 * @return a host name or an address
	 */
	default String brokerHost(int id) {
		return "127.0.0.1";
	}

	/**
	 * Tells what will be there. Called once, before any process is started.
	 * @param processes the names of all, brokers first
	 * @param brokers where they will listen, in the order of their ids
	 */
	default void prepare(List<String> processes, List<BrokerNode> brokers) {
	}

	/**
	 * These overrides and more. The brokers keep their names.
	 * @param more further options of JVMs and settings, which win over these
	 * @return both together
	 */
	default ProcessOverrides and(ProcessOverrides more) {
		ProcessOverrides first = this;
		return new ProcessOverrides() {

			@Override
			public List<String> jvmOptions(String process) {
				return Stream.concat(first.jvmOptions(process).stream(), more.jvmOptions(process).stream()).toList();
			}

			@Override
			public Map<String, String> environment(String process) {
				return together(first.environment(process), more.environment(process));
			}

			@Override
			public Map<String, String> settings(String process) {
				return together(first.settings(process), more.settings(process));
			}

			@Override
			public String brokerHost(int id) {
				return first.brokerHost(id);
			}

			@Override
			public void prepare(List<String> processes, List<BrokerNode> brokers) {
				first.prepare(processes, brokers);
				more.prepare(processes, brokers);
			}

		};
	}

	private static Map<String, String> together(Map<String, String> first, Map<String, String> more) {
		Map<String, String> both = new HashMap<>(first);
		both.putAll(more);
		return both;
	}

}
