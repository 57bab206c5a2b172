package cl.reparto.service.streams.view;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.model.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

@ResourceLock(value = TestKafka.SHARED, mode = ResourceAccessMode.READ)
class AdminTopicOffsetsTests {

	private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers());

	private final Topic<byte[]> topic = new Topic<>("topic-offsets-" + UUID.randomUUID(), byte[].class, Map.of());

	private final TopicPartition first = new TopicPartition(this.topic.name(), 0);

	private final TopicPartition second = new TopicPartition(this.topic.name(), 1);

	private final AdminTopicOffsets offsets = AdminTopicOffsets.open(KAFKA);

	@AfterEach
	void stop() {
		this.offsets.close();
	}

	@Test
	void tellsWhereEveryPartitionBeginsAndEnds() throws Exception {
		try (Admin admin = Admin.create(KAFKA);
				KafkaProducer<String, byte[]> producer = new KafkaProducer<>(KAFKA, new StringSerializer(),
						new ByteArraySerializer())) {
			admin.createTopics(List.of(new NewTopic(this.topic.name(), 2, (short) 1))).all().get();
			for (int record = 0; record < 3; record++) {
				producer.send(new ProducerRecord<>(this.topic.name(), 1, "key", new byte[0])).get();
			}
			admin.deleteRecords(Map.of(this.second, RecordsToDelete.beforeOffset(2))).all().get();
		}

		assertThat(this.offsets.ends(this.topic)).containsOnly(entry(this.first, 0L), entry(this.second, 3L));
		assertThat(this.offsets.stableEnds(List.of(this.topic))).containsOnly(entry(this.first, 0L),
				entry(this.second, 3L));
		assertThat(this.offsets.starts(List.of(this.first, this.second))).containsOnly(entry(this.first, 0L),
				entry(this.second, 2L));
	}

	@Test
	void knowsNoEndOfATopicThatIsNotThere() {
		assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> this.offsets.ends(this.topic));
	}

}
