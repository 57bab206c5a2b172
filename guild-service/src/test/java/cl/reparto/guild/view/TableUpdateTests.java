package cl.reparto.guild.view;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import cl.reparto.model.Topic;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TableUpdateTests {

	private static final Topic<Row> TOPIC = new Topic<>("rows", Row.class, Map.of());

	private static final Row NOON = new Row(Instant.parse("2026-11-27T15:00:00Z"));

	private final TableView<Row> table = new TableView<>("table", TOPIC,
			Map.of("time", (row) -> Long.toString(row.at().toEpochMilli())));

	private final List<String> told = new ArrayList<>();

	@AutoClose
	private TopologyTestDriver driver;

	private TestInputTopic<String, byte[]> rows;

	@BeforeEach
	void start(@TempDir Path folder) {
		this.table.onChange((key, row) -> this.told.add(key));
		StreamsBuilder builder = new StreamsBuilder();
		this.table.addTo(builder);
		Properties properties = new Properties();
		properties.putAll(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "views", StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
				"none:1", StreamsConfig.STATE_DIR_CONFIG, folder.toString()));
		this.driver = new TopologyTestDriver(builder.build(), properties);
		this.rows = this.driver.createInputTopic(TOPIC.name(), new StringSerializer(), new ByteArraySerializer());
	}

	@Test
	void passesOverWhatFitsInNoIndex() {
		this.rows.pipeInput("A", TOPIC.write(NOON));

		this.rows.pipeInput("A", "{\"at\":\"+300000000-01-01T00:00:00Z\"}".getBytes(UTF_8));
		this.rows.pipeInput("B", "{}".getBytes(UTF_8));
		this.rows.pipeInput("C", TOPIC.write(NOON));

		assertThat(this.told).containsExactly("A", "C");
		assertThat(entries()).as("a row and its place in the index, of each").isEqualTo(4);
	}

	@Test
	void passesOverWhatItCannotRead() {
		this.rows.pipeInput("A", "nothing".getBytes(UTF_8));
		this.rows.pipeInput(null, TOPIC.write(NOON));
		this.rows.pipeInput("C", TOPIC.write(NOON));

		assertThat(this.told).containsExactly("C");
	}

	@Test
	void takesARowBack() {
		this.rows.pipeInput("A", TOPIC.write(NOON));

		this.rows.pipeInput("A", null);

		assertThat(entries()).isZero();
	}

	private int entries() {
		int entries = 0;
		try (var all = this.driver.<Bytes, byte[]>getKeyValueStore("table").all()) {
			for (; all.hasNext(); all.next()) {
				entries++;
			}
		}
		return entries;
	}

	/** Something with a time. */
	private record Row(Instant at) {
	}

}
