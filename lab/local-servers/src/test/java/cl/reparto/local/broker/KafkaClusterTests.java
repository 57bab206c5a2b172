package cl.reparto.local.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import cl.reparto.local.process.FreePorts;
import cl.reparto.local.process.Janitor;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaClusterTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final String TOPIC = "t";

	@TempDir
	Path folder;

	private final Janitor janitor = Janitor.start();

	@AfterEach
	void killAll() {
		this.janitor.close();
	}

	@Test
	void keepsWhatItAcknowledgedThroughAKill() throws Exception {
		KafkaCluster cluster = start(1, "127.0.0.1");
		makeTopic(cluster, 1);
		write(cluster, "kept");

		cluster.processes().getFirst().restart();
		cluster.awaitReady(LIMIT);

		assertThat(read(cluster)).isEqualTo("kept");
	}

	@Test
	void ofThreeBrokersKeepsThreeCopiesAndDoesWithoutOne() throws Exception {
		KafkaCluster cluster = start(3, "localhost");
		assertThat(cluster.bootstrapServers()).startsWith("localhost:");
		assertThat(hosts(cluster)).as("as brokers tell them").containsExactly("localhost", "localhost", "localhost");
		makeTopic(cluster, 3);

		cluster.processes().getLast().kill();
		write(cluster, "kept");

		assertThat(read(cluster)).isEqualTo("kept");
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

	private static List<String> hosts(KafkaCluster cluster) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			return admin.describeCluster().nodes().get().stream().map(Node::host).toList();
		}
	}

	private void makeTopic(KafkaCluster cluster, int replicas) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) replicas))).all().get();
		}
	}

	private void write(KafkaCluster cluster, String value) throws Exception {
		try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", cluster.bootstrapServers()),
				new StringSerializer(), new StringSerializer())) {
			producer.send(new ProducerRecord<>(TOPIC, value)).get();
		}
	}

	private String read(KafkaCluster cluster) {
		try (var reader = TopicReader.ofStrings(cluster.bootstrapServers(), TOPIC)) {
			return reader.await(LIMIT, 1).getFirst().value();
		}
	}

}
