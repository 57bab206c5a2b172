package cl.reparto.notification.status.absence;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.service.streams.view.TopicOffsets;
import org.apache.kafka.common.TopicPartition;

/** Two partitions of each topic, as far along as a test says. */
final class FixedTopicOffsets implements TopicOffsets {

	final Map<TopicPartition, Long> starts = new ConcurrentHashMap<>();

	final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

	final Map<TopicPartition, Long> processed = new ConcurrentHashMap<>();

	final AtomicInteger requests = new AtomicInteger();

	volatile Runnable beforeAnswer = () -> {
	};

	static TopicPartition requests(int partition) {
		return new TopicPartition(Topics.ORDER_REQUESTS.name(), partition);
	}

	static TopicPartition progress(int partition) {
		return new TopicPartition(Topics.ORDER_PROCESSING.name(), partition);
	}

	@Override
	public Map<TopicPartition, Long> ends(Topic<?> topic) {
		request();
		Map<TopicPartition, Long> answer = new HashMap<>();
		for (int partition = 0; partition < 2; partition++) {
			TopicPartition asked = new TopicPartition(topic.name(), partition);
			answer.put(asked, this.ends.getOrDefault(asked, 0L));
		}
		return answer;
	}

	@Override
	public Map<TopicPartition, Long> stableEnds(Collection<Topic<?>> topics) {
		throw new UnsupportedOperationException("no absence is proven by these");
	}

	@Override
	public Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
		request();
		return partitions.stream()
			.collect(Collectors.toMap((asked) -> asked, (asked) -> this.starts.getOrDefault(asked, 0L)));
	}

	@Override
	public Map<TopicPartition, Long> committed(String group) {
		request();
		return Map.copyOf(this.processed);
	}

	private void request() {
		this.requests.incrementAndGet();
		this.beforeAnswer.run();
	}

	@Override
	public void close() {
	}

}
