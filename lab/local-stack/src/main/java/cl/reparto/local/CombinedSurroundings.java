package cl.reparto.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import cl.reparto.local.broker.BrokerNode;

/**
 * Two surroundings at once.
 *
 * @param first what names the brokers
 * @param more what wins where both say something
 */
record CombinedSurroundings(Surroundings first, Surroundings more) implements Surroundings {

	@Override
	public List<String> jvmOptions(String process) {
		return Stream.concat(this.first.jvmOptions(process).stream(), this.more.jvmOptions(process).stream()).toList();
	}

	@Override
	public Map<String, String> settings(String process) {
		Map<String, String> settings = new HashMap<>(this.first.settings(process));
		settings.putAll(this.more.settings(process));
		return settings;
	}

	@Override
	public String brokerHost(int id) {
		return this.first.brokerHost(id);
	}

	@Override
	public void prepare(List<String> processes, List<BrokerNode> brokers) {
		this.first.prepare(processes, brokers);
		this.more.prepare(processes, brokers);
	}

}
