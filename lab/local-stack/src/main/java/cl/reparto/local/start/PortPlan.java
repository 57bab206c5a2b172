package cl.reparto.local.start;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.CannotStartException;
import cl.reparto.local.Port;
import cl.reparto.local.Service;
import cl.reparto.local.ServiceInstance;
import cl.reparto.local.StackOptions;

/**
 * Which process listens where: the first of each where it was asked for, the others on
 * the next free ports.
 */
final class PortPlan {

	private static final int HIGHEST = 65_535;

	private final Map<Port, List<Integer>> ports = new EnumMap<>(Port.class);

	private final Map<Integer, Port> taken = new HashMap<>();

	private final StackOptions options;

	private final IntPredicate free;

	private final IntSupplier any;

	private PortPlan(StackOptions options, IntPredicate free, IntSupplier any) {
		this.options = options;
		this.free = free;
		this.any = any;
	}

	/**
	 * Finds a port for everything.
	 * @param options what is asked for
	 * @param free whether nobody listens on a port
	 * @param any picks a port at random
	 * @return the plan
	 * @throws CannotStartException if a port that was asked for is not free
	 */
	static PortPlan of(StackOptions options, IntPredicate free, IntSupplier any) {
		PortPlan plan = new PortPlan(options, free, any);
		for (Port port : Port.values()) {
			if (plan.count(port) > 0) {
				plan.addFirst(port, options.ports().get(port));
			}
		}
		for (Port port : Port.values()) {
			for (int number = 2; number <= plan.count(port); number++) {
				plan.addNext(port);
			}
		}
		return plan;
	}

	private int count(Port port) {
		return switch (port) {
			case REQUEST, REQUEST_MANAGEMENT -> this.options.instances().get(Service.REQUEST);
			case PROCESSING, PROCESSING_PEERS -> this.options.instances().get(Service.PROCESSING);
			case NOTIFICATION, NOTIFICATION_MANAGEMENT -> this.options.instances().get(Service.NOTIFICATION);
			case GUILD, GUILD_MANAGEMENT, GUILD_PEERS -> this.options.instances().get(Service.GUILD);
			case BROKER, CONTROLLER, BROKER_METRICS -> this.options.brokers();
			case SMTP, INBOX -> this.options.mail() ? 1 : 0;
			case KILL -> this.options.killPage() ? 1 : 0;
		};
	}

	private void addFirst(Port port, int asked) {
		int number = (asked != 0) ? asked : anyFree();
		if (this.taken.containsKey(number)) {
			throw new CannotStartException("Port " + number + " is asked for twice, by --"
					+ this.taken.get(number).option() + " and --" + port.option());
		}
		if (!this.free.test(number)) {
			throw new CannotStartException("Port " + number + " is in use; choose another with --" + port.option()
					+ "=N (0 for any free one)");
		}
		add(port, number);
	}

	private int anyFree() {
		int number = this.any.getAsInt();
		while (this.taken.containsKey(number)) {
			number = this.any.getAsInt();
		}
		return number;
	}

	private void addNext(Port port) {
		int last = this.ports.get(port).getLast();
		int number = IntStream.rangeClosed(last + 1, HIGHEST)
			.filter((next) -> !this.taken.containsKey(next) && this.free.test(next))
			.findFirst()
			.orElseThrow(() -> new CannotStartException("No port is free after " + last + "; choose another with --"
					+ port.option() + "=N (0 for any free one)"));
		add(port, number);
	}

	private void add(Port port, int number) {
		this.taken.put(number, port);
		this.ports.computeIfAbsent(port, (first) -> new ArrayList<>()).add(number);
	}

	/**
	 * Where a process listens.
	 * @param port what for
	 * @param number which of them, from 1
	 * @return the port
	 */
	int of(Port port, int number) {
		return this.ports.get(port).get(number - 1);
	}

	/**
	 * The processes of the services and where each listens.
	 * @return in the order of {@link Service}
	 */
	List<ServiceInstance> instances() {
		return Stream.of(Service.values())
			.flatMap((service) -> IntStream.rangeClosed(1, count(service.port()))
				.mapToObj((number) -> new ServiceInstance(service, number, of(service.port(), number),
						of(service.managementPort(), number))))
			.toList();
	}

}
