package cl.reparto.faults.net;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.broker.BrokerNode;

/**
 * The network between the processes of a stack and its brokers, as far as it can fail: a
 * link from each process to each broker but itself. Every process knows the brokers by
 * the same names and finds each at a loopback address of its own, by a hosts file;
 * proxies at these addresses lead to the broker. So it takes neither root nor iptables,
 * but Linux, where all of 127.0.0.0/8 can be listened on.
 * <p>
 * This JVM itself must find {@code broker-1} and so on at 127.0.0.1.
 */
public final class Links implements ProcessOverrides, AutoCloseable {

	private static final String BROKER = "broker-";

	private final Path folder;

	private final List<Link> links = new ArrayList<>();

	/** A network of one stack, whose hosts files are written to a folder. */
	public Links(Path folder) {
		this.folder = folder;
	}

	@Override
	public String brokerHost(int id) {
		return BROKER + id;
	}

	@Override
	public List<String> jvmOptions(String process) {
		return List.of(hosts(process).option());
	}

	private HostsFile hosts(String process) {
		return new HostsFile(this.folder.resolve(process + ".hosts").toAbsolutePath());
	}

	@Override
	public void prepare(List<String> processes, List<BrokerNode> brokers) {
		for (int number = 1; number <= processes.size(); number++) {
			String process = processes.get(number - 1);
			Map<String, String> addresses = new HashMap<>();
			for (BrokerNode broker : brokers) {
				if (broker.host().equals(process)) {
					addresses.put(process, "127.0.0.1");
				}
				else {
					Link link = Link.open(process, broker.host(), "127.0." + number + "." + broker.id(),
							ports(process, broker));
					this.links.add(link);
					addresses.put(link.to(), link.address());
				}
			}
			hosts(process).write(addresses);
		}
	}

	private static IntStream ports(String process, BrokerNode to) {
		return isBroker(process) ? IntStream.of(to.port(), to.controllerPort()) : IntStream.of(to.port());
	}

	private static boolean isBroker(String process) {
		return process.startsWith(BROKER);
	}

	/**
	 * Cuts a process, such as {@code request-1}, from a broker: connections are reset and
	 * refused.
	 */
	public void cut(String process, String broker) {
		change((link) -> link.joins(process, broker), TcpProxy::cut);
	}

	/** Cuts a process from all brokers; a broker, from everyone. */
	public void isolate(String process) {
		change(process, TcpProxy::cut);
	}

	/** Does to all links of a process what is told, such as {@code TcpProxy::stall}. */
	public void change(String process, Consumer<TcpProxy> how) {
		change((link) -> link.touches(process), how);
	}

	/** Cuts every broker from every other, while the services still reach them all. */
	public void cutBrokersFromEachOther() {
		change((link) -> isBroker(link.from()), TcpProxy::cut);
	}

	/** Lets everything through again. */
	public void heal() {
		this.links.forEach((link) -> link.change(TcpProxy::heal));
	}

	private void change(Predicate<Link> which, Consumer<TcpProxy> how) {
		List<Link> found = this.links.stream().filter(which).toList();
		if (found.isEmpty()) {
			throw new IllegalArgumentException("no such link");
		}
		found.forEach((link) -> link.change(how));
	}

	@Override
	public void close() {
		this.links.forEach((link) -> link.change(TcpProxy::close));
	}

}
