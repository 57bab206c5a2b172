package cl.reparto.guild.view;

import java.util.List;
import java.util.function.BiConsumer;

import cl.reparto.model.Topic;
import cl.reparto.model.UnreadableEventException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Keeps the newest row of each key, with its entries in the indexes. A topic has one
 * writer, so the newest is the last. What cannot be read, or fits in no index, is passed
 * over: the row before it stays.
 *
 * @param <V> what rows are
 */
final class TableUpdate<V> implements Processor<byte @Nullable [], byte @Nullable [], Void, Void> {

	private static final Logger log = LoggerFactory.getLogger(TableUpdate.class);

	private final String name;

	private final Topic<V> topic;

	private final TableKeys<V> keys;

	private final BiConsumer<String, @Nullable V> listener;

	private KeyValueStore<Bytes, byte[]> store;

	TableUpdate(String name, Topic<V> topic, TableKeys<V> keys, BiConsumer<String, @Nullable V> listener) {
		this.name = name;
		this.topic = topic;
		this.keys = keys;
		this.listener = listener;
	}

	@Override
	public void init(ProcessorContext<Void, Void> context) {
		this.store = context.getStateStore(this.name);
	}

	@Override
	public void process(Record<byte @Nullable [], byte @Nullable []> record) {
		byte[] key = record.key();
		if (key == null) {
			return;
		}
		try {
			byte[] value = record.value();
			put(new String(key, UTF_8), (value != null) ? this.topic.read(value) : null, value);
		}
		catch (UnreadableEventException ex) {
			log.warn("Passed over a record of {}: {}", this.topic.name(), ex.getMessage());
		}
	}

	private void put(String key, @Nullable V row, byte @Nullable [] bytes) {
		Bytes rowKey = this.keys.row(key);
		byte[] before = this.store.get(rowKey);
		List<Bytes> stale = (before != null) ? entries(key, this.topic.read(before)) : List.of();
		List<Bytes> fresh = (row != null) ? entries(key, row) : List.of();
		stale.stream().filter((entry) -> !fresh.contains(entry)).forEach(this.store::delete);
		fresh.stream()
			.filter((entry) -> !stale.contains(entry))
			.forEach((entry) -> this.store.put(entry, rowKey.get()));
		this.store.put(rowKey, bytes);
		this.listener.accept(key, row);
	}

	/**
	 * Whoever may write to the topic may write a row that lacks what indexes ask for.
	 */
	private List<Bytes> entries(String key, V row) {
		try {
			return this.keys.entries(key, row);
		}
		catch (RuntimeException ex) {
			// Without its message, which may repeat the row.
			throw new UnreadableEventException("it fits in no index: " + ex.getClass().getName());
		}
	}

}
