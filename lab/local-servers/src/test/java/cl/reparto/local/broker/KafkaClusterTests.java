package cl.reparto.local.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaClusterTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final TopicPartition PARTITION = new TopicPartition("t", 0);

	@TempDir
	Path folder;

	private final Janitor janitor = Janitor.start();

	@AfterEach
	void killAll() {
		this.janitor.close();
	}

	@Test
	void keepsWhatItAcknowledgedThroughAKill() throws Exception {
		KafkaCluster cluster = start(1);
		makeTopic(cluster, 1);
		write(cluster, "kept");

		cluster.processes().getFirst().restart();
		cluster.awaitReady(LIMIT);

		assertThat(read(cluster)).isEqualTo("kept");
	}

	@Test
	void ofThreeBrokersKeepsThreeCopiesAndDoesWithoutOne() throws Exception {
		KafkaCluster cluster = start(3);
		makeTopic(cluster, 3);

		cluster.processes().getLast().kill();
		write(cluster, "kept");

		assertThat(read(cluster)).isEqualTo("kept");
	}

	@Test
	void isKnownByItsName() throws Exception {
		KafkaCluster cluster = start(3, "localhost");

		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			assertThat(admin.describeCluster().nodes().get()).hasSize(3)
				.extracting(Node::host)
				.containsOnly("localhost");
		}
		assertThat(cluster.bootstrapServers()).startsWith("localhost:");
	}

	private KafkaCluster start(int brokers) {
		return start(brokers, "127.0.0.1");
	}

	private KafkaCluster start(int brokers, String host) {
		List<Integer> ports = FreePorts.pick(2 * brokers);
		List<BrokerNode> nodes = IntStream.range(0, brokers)
			.mapToObj((i) -> new BrokerNode(i + 1, host, ports.get(2 * i), ports.get(2 * i + 1), List.of()))
			.toList();
		KafkaCluster cluster = new KafkaCluster(nodes, this.folder.resolve("kafka"), this.folder, this.janitor);
		cluster.prepare();
		cluster.start();
		cluster.awaitReady(LIMIT);
		return cluster;
	}

	private void makeTopic(KafkaCluster cluster, int replicas) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) replicas))).all().get();
		}
	}

	private void write(KafkaCluster cluster, String value) throws Exception {
		try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", cluster.bootstrapServers()),
				new StringSerializer(), new StringSerializer())) {
			producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get();
		}
	}

	private String read(KafkaCluster cluster) {
		try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", cluster.bootstrapServers()),
				new StringDeserializer(), new StringDeserializer())) {
			consumer.assign(List.of(PARTITION));
			consumer.seekToBeginning(List.of(PARTITION));
			return consumer.poll(LIMIT).iterator().next().value();
		}
	}

}
