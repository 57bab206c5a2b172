package cl.reparto.service.topics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import cl.reparto.model.Topic;
import cl.reparto.service.process.CannotGoOnException;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * The ids that Kafka gave to topics. One that was deleted and made anew has another id:
 * offsets of the one before, and what was read of it, mean nothing there.
 */
final class TopicIds {

	private static final Logger log = LoggerFactory.getLogger(TopicIds.class);

	private final Map<String, Uuid> seen = new ConcurrentHashMap<>();

	/**
	 * Takes note of topics.
	 * @param topics as they are now
	 * @throws IllegalStateException if one is not the one that was seen before
	 */
	void see(Collection<TopicDescription> topics) {
		for (TopicDescription topic : topics) {
			if (topic.topicId().equals(Uuid.ZERO_UUID)) {
				// From a broker that does not know it yet.
				continue;
			}
			Uuid before = this.seen.putIfAbsent(topic.name(), topic.topicId());
			if (before != null && !before.equals(topic.topicId())) {
				throw new CannotGoOnException("topic " + topic.name()
						+ " was made anew while this process read or wrote it; it is to start again with what is there now");
			}
		}
	}

	/** The names of those that were seen. */
	Set<String> names() {
		return this.seen.keySet();
	}

	/**
	 * Deletes what was read of others of the same names.
	 * @param state the folder with what was read, which nobody has opened
	 * @param topics what it was read of, which have been seen
	 */
	void keepOnlyOf(Path state, List<Topic<?>> topics) {
		Path note = state.resolveSibling(state.getFileName() + ".topics");
		List<String> now = topics.stream()
			.map(Topic::name)
			.filter(this.seen::containsKey)
			.map((topic) -> topic + " " + this.seen.get(topic))
			.toList();
		try {
			if (Files.exists(note) && Files.readAllLines(note).stream().anyMatch(this::isOfAnother)) {
				log.warn("{} is of topics that were made anew since; it is deleted, and read from Kafka", state);
				FileSystemUtils.deleteRecursively(state);
			}
			Files.createDirectories(note.toAbsolutePath().getParent());
			Files.write(note, now);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot note in " + note + " of which topics the state is; see to its disk",
					ex);
		}
	}

	private boolean isOfAnother(String line) {
		String[] words = line.split(" ");
		Uuid now = this.seen.get(words[0]);
		return words.length == 2 && now != null && !now.toString().equals(words[1]);
	}

}
