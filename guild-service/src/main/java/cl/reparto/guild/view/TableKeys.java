package cl.reparto.guild.view;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The keys of a table's store. A row's is a zero and its record's key. An index's entry
 * has one for each row: the index's number from 1 on, the row's text in it, a zero, and
 * the record's key; its value is the row's key.
 *
 * @param <V> what rows are
 */
final class TableKeys<V> {

	private final SortedMap<String, Function<V, @Nullable String>> indexes;

	TableKeys(Map<String, Function<V, @Nullable String>> indexes) {
		this.indexes = new TreeMap<>(indexes);
	}

	Bytes row(String key) {
		return entry(0, key);
	}

	/** Where a text would be in an index. */
	Bytes bound(String index, String text) {
		if (!this.indexes.containsKey(index)) {
			throw new IllegalArgumentException("no index " + index);
		}
		return entry(1 + this.indexes.headMap(index).size(), text);
	}

	/** The entries of a row in all indexes. */
	List<Bytes> entries(String key, V row) {
		List<Bytes> entries = new ArrayList<>();
		this.indexes.forEach((name, index) -> {
			String text = index.apply(row);
			if (text != null) {
				entries.add(bound(name, text + '\0' + key));
			}
		});
		return entries;
	}

	@Override
	public String toString() {
		return this.indexes.keySet().toString();
	}

	private static Bytes entry(int index, String text) {
		byte[] bytes = text.getBytes(UTF_8);
		return Bytes.wrap(ByteBuffer.allocate(1 + bytes.length).put((byte) index).put(bytes).array());
	}

}
