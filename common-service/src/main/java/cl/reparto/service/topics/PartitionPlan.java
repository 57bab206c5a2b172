package cl.reparto.service.topics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which of some topics that belong together are to have more partitions.
 *
 * @param target how many each is to have
 * @param lacking those that have fewer, and how many, in the order in which they are to
 * get more
 * @param runs whether Kafka Streams can run as they are now
 */
record PartitionPlan(int target, Map<String, Integer> lacking, boolean runs) {

	/**
	 * Changelogs before what is written, and that before what is read, from where on
	 * records come.
	 * @param there how many partitions each topic has that is there
	 * @param written the topics that a task writes to the partition of its own number
	 * @param read the topics that it reads; all others are changelogs
	 * @param wanted how many there are to be at least
	 * @param leads whether what is read is to have more, too
	 */
	static PartitionPlan of(Map<String, Integer> there, List<String> written, List<String> read, int wanted,
			boolean leads) {
		SortedMap<String, Integer> changelogs = new TreeMap<>(there);
		changelogs.keySet().removeAll(written);
		changelogs.keySet().removeAll(read);
		int tasks = most(there, read);
		// Of changelogs, there must be neither fewer nor more than tasks.
		int target = Math.max(wanted, Math.max(tasks, most(there, changelogs.keySet())));
		Map<String, Integer> lacking = new LinkedHashMap<>(changelogs);
		written.forEach((topic) -> lacking.put(topic, there.getOrDefault(topic, target)));
		if (leads) {
			read.forEach((topic) -> lacking.put(topic, there.getOrDefault(topic, target)));
		}
		boolean runs = changelogs.values().stream().allMatch((partitions) -> partitions == tasks)
				&& written.stream().allMatch((topic) -> lacking.get(topic) >= tasks);
		lacking.values().removeIf((partitions) -> partitions >= target);
		return new PartitionPlan(target, lacking, runs);
	}

	private static int most(Map<String, Integer> there, Collection<String> topics) {
		return topics.stream().mapToInt((topic) -> there.getOrDefault(topic, 0)).max().orElse(0);
	}

	/** What somebody has to do who may. */
	String toDo() {
		String found = this.lacking.entrySet()
			.stream()
			.map((topic) -> topic.getKey() + " has " + topic.getValue())
			.collect(Collectors.joining(", "));
		String commands = this.lacking.keySet()
			.stream()
			.map((topic) -> "kafka-topics.sh --alter --topic " + topic + " --partitions " + this.target)
			.collect(Collectors.joining("; "));
		return found + " partitions instead of " + this.target + ", and this service must not make any. Let somebody"
				+ " run, at once and in this order: " + commands;
	}

}
