package cl.reparto.load.guild;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import cl.reparto.load.trial.TopicTail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newest row of each key of some tables, of those that are written from now on. What
 * a row says is not looked at before somebody asks, since that takes its time.
 */
final class NewestRows implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Map<String, Map<String, byte[]>> rows = new ConcurrentHashMap<>();

	private final TopicTail tail;

	/**
	 * Begins to read; what is committed after this returns, is seen.
	 * @param bootstrapServers where Kafka is
	 * @param tables the topics
	 */
	NewestRows(String bootstrapServers, List<String> tables) {
		tables.forEach((table) -> this.rows.put(table, new ConcurrentHashMap<>()));
		this.tail = new TopicTail(bootstrapServers, tables, (each) -> {
			if (each.value() != null) {
				rows(each.topic()).put(each.key(), each.value());
			}
		});
	}

	private Map<String, byte[]> rows(String table) {
		return this.rows.getOrDefault(table, Map.of());
	}

	/** How many rows were written. */
	int count(String table) {
		return rows(table).size();
	}

	/** Whether so many rows are there, and each as wanted. */
	boolean allOf(String table, int count, Predicate<JsonNode> wanted) {
		return count(table) >= count && rows(table).values().stream().map(JSON::readTree).allMatch(wanted);
	}

	@Override
	public void close() {
		this.tail.close();
	}

}
