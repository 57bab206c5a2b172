package cl.reparto.service.keys;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.TtlDB;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class KeyStoreTests {

	private static final Duration LIFE = Duration.ofDays(60);

	private static final Map<TopicPartition, Long> OFFSETS = Map.of(new TopicPartition("one", 0), 1L,
			new TopicPartition("two", 11), Long.MAX_VALUE);

	private static final Placements.Known PLACES = new Placements.Known(Map.of(new TopicPartition("one", 0),
			new Placements.Told(0, 0), new TopicPartition("two", 11), new Placements.Told(12, 24)), 12, 24);

	private static final Map<Long, Long> SECRETS = Map.of(-1L, 1L, 2L, Long.MAX_VALUE);

	@TempDir
	private Path folder;

	@Test
	void keepsWhatWasWritten(CapturedOutput log) {
		write(LIFE);

		try (KeyStore store = KeyStore.open(this.folder, LIFE)) {
			assertThat(store.firsts(List.of(id(2), id(1000), id(1)))).containsExactly(request(2), request(1));
			assertThat(store.offsets()).isEqualTo(OFFSETS);
			assertThat(store.secrets()).isEqualTo(SECRETS);
			assertThat(store.places()).contains(PLACES);
			assertThat(store.size()).isEqualTo(1000);
		}
		assertThat(log).isEmpty();
	}

	/** Which has read past what it took no note of. */
	@Test
	void noticesThatAnOlderVersionHasReadOn() throws Exception {
		write(LIFE);
		try (DBOptions options = new DBOptions(); ColumnFamilyOptions part = new ColumnFamilyOptions()) {
			List<ColumnFamilyHandle> parts = new ArrayList<>();
			try (TtlDB db = TtlDB.open(options, this.folder.toString(),
					Stream.of("default", "requests")
						.map((name) -> new ColumnFamilyDescriptor(name.getBytes(UTF_8), part))
						.toList(),
					parts, List.of(0, 0), false)) {
				db.put(parts.getFirst(), "offsets".getBytes(UTF_8), "two 11 3".getBytes(UTF_8));
				parts.forEach(ColumnFamilyHandle::close);
			}
		}

		try (KeyStore store = KeyStore.open(this.folder, LIFE)) {
			assertThat(store.places()).isEmpty();
			assertThat(store.offsets()).isEqualTo(Map.of(new TopicPartition("two", 11), 3L));
		}
	}

	@Test
	void servesOneProcessAndSaysWhatTheOtherIsToDo() {
		try (KeyStore store = KeyStore.open(this.folder, LIFE)) {
			assertThatIllegalStateException().isThrownBy(() -> KeyStore.open(this.folder, LIFE))
				.withMessageStartingWith("Cannot keep keys in " + this.folder)
				.withMessageContaining("a folder of its own with reparto.idempotency.state-dir");
			store.write(List.of(request(1)), OFFSETS, SECRETS, PLACES);
			assertThat(store.firsts(List.of(id(1)))).isNotEmpty();
		}
	}

	/** What is too old goes when files are merged, within its life once more. */
	@Test
	void letsGoOfWhatIsTooOld() {
		Duration moment = Duration.ofSeconds(1);
		write(moment);

		await().atMost(Duration.ofMinutes(1)).until(() -> {
			try (KeyStore store = KeyStore.open(this.folder, moment)) {
				return store.firsts(List.of(id(1))).isEmpty();
			}
		});
	}

	@Test
	void startsFromNothingWithFilesThatAreCutInHalf(CapturedOutput log) throws IOException {
		write(LIFE);
		// At an open, what the log has is put into a table.
		KeyStore.open(this.folder, LIFE).close();
		try (Stream<Path> files = Files.list(this.folder)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".sst")).toList()) {
				try (RandomAccessFile table = new RandomAccessFile(file.toFile(), "rw")) {
					table.setLength(table.length() / 2);
				}
			}
		}

		try (KeyStore store = KeyStore.open(this.folder, LIFE)) {
			assertThat(store.firsts(List.of(id(1)))).isEmpty();
			assertThat(store.offsets()).isEmpty();
		}
		assertThat(log).containsOnlyOnce("are damaged; they are deleted and read from Kafka again");
	}

	/**
	 * An open does not look at every block; who asks is to be told, and not that a key is
	 * new.
	 */
	@Test
	void startsFromNothingOnceAKeyCannotBeRead(CapturedOutput log) throws IOException {
		write(LIFE);
		KeyStore.open(this.folder, LIFE).close();
		try (Stream<Path> files = Files.list(this.folder)) {
			Path largest = files.filter((each) -> each.toString().endsWith(".sst"))
				.max(Comparator.comparingLong((each) -> each.toFile().length()))
				.orElseThrow();
			try (RandomAccessFile table = new RandomAccessFile(largest.toFile(), "rw")) {
				table.seek(table.length() / 4);
				table.write(new byte[64]);
			}
		}

		try (KeyStore store = KeyStore.open(this.folder, LIFE)) {
			List<UUID> all = LongStream.range(0, 1000).mapToObj(KeyStoreTests::id).toList();
			assertThatIllegalStateException().isThrownBy(() -> store.firsts(all))
				.withMessageContaining("they are read from Kafka again");
			assertThatIllegalStateException().as("who reads on ends")
				.isThrownBy(() -> store.write(List.of(), OFFSETS, SECRETS, PLACES));
		}
		try (KeyStore store = KeyStore.open(this.folder, LIFE)) {
			assertThat(store.firsts(List.of(id(1)))).isEmpty();
			assertThat(store.offsets()).isEmpty();
		}
		KeyStore.open(this.folder, LIFE).close();
		assertThat(log).containsOnlyOnce("are damaged; they are deleted and read from Kafka again");
	}

	private void write(Duration life) {
		try (KeyStore store = KeyStore.open(this.folder, life)) {
			store.write(LongStream.range(0, 1000).mapToObj(KeyStoreTests::request).toList(), OFFSETS, SECRETS, PLACES);
		}
	}

	private static KeyStore.Entry request(long number) {
		return new KeyStore.Entry(KeyedRequest.of(id(number), "a"), 1_000_000 + number);
	}

	private static UUID id(long number) {
		return new UUID(0x8000, number);
	}

}
