package cl.reparto.local.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import cl.reparto.local.process.FreePorts;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("container")
class TestKafkaTests {

	private final TestKafka kafka = TestKafka.shared();

	private final String topic = "t-" + UUID.randomUUID();

	@Test
	void isOneForTheWholeJvm() {
		assertThat(TestKafka.shared()).isSameAs(this.kafka);
	}

	@Test
	void answersNothingWhilePausedAndEverythingAfter() throws Exception {
		makeTopic();
		try (var producer = new KafkaProducer<>(
				Map.<String, Object>of("bootstrap.servers", this.kafka.bootstrapServers()), new StringSerializer(),
				new StringSerializer())) {
			producer.send(new ProducerRecord<>(this.topic, "before")).get();
			Future<RecordMetadata> during;
			this.kafka.pause();
			try {
				during = producer.send(new ProducerRecord<>(this.topic, "during"));
				await().during(Duration.ofSeconds(1)).until(() -> !during.isDone());
			}
			finally {
				this.kafka.resume();
			}
			assertThat(during.get().offset()).isEqualTo(1);
		}
	}

	@Test
	void isGoneOnceWhoHadItAloneClosesIt() throws Exception {
		TestKafka alone = TestKafka.alone();
		int port = Integer.parseInt(alone.bootstrapServers().replaceAll(".*:", ""));
		try (Admin admin = alone.admin()) {
			assertThat(admin.listTopics().names().get()).isEmpty();
		}

		alone.close();

		assertThat(FreePorts.isFree(port)).isTrue();
	}

	private void makeTopic() throws ExecutionException, InterruptedException {
		try (Admin admin = this.kafka.admin()) {
			admin.createTopics(List.of(new NewTopic(this.topic, 1, (short) 1))).all().get();
		}
	}

}
