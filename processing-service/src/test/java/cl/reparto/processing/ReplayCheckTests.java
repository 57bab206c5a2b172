package cl.reparto.processing;

import java.util.Map;
import java.util.UUID;

import cl.reparto.local.broker.TestKafka;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ReplayCheckTests {

	private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers());

	private final Admin admin = Admin.create(KAFKA);

	private final Producer<String, String> producer = new KafkaProducer<>(KAFKA, new StringSerializer(),
			new StringSerializer());

	private final ReplayCheck check = new ReplayCheck(KAFKA, name("group"), name("requests"), name("progress"),
			name("memory"));

	private static String name(String what) {
		return what + "-" + UUID.randomUUID();
	}

	@BeforeEach
	void make() throws Exception {
		TestKafka.make(this.admin, new NewTopic(this.check.requests(), 2, (short) 1),
				new NewTopic(this.check.progress(), 2, (short) 1));
	}

	@AfterEach
	void close() {
		this.producer.close();
		this.admin.close();
	}

	@Test
	void letsAFirstStartBegin() throws Exception {
		write(this.check.requests(), 0);
		write(this.check.requests(), 1);

		assertThatCode(this.check::run).doesNotThrowAnyException();
	}

	@Test
	void letsAGroupGoOnThatKnowsWhereItWas() throws Exception {
		write(this.check.requests(), 1);
		write(this.check.progress(), 1);
		this.admin
			.alterConsumerGroupOffsets(this.check.group(),
					Map.of(new TopicPartition(this.check.requests(), 1), new OffsetAndMetadata(1)))
			.all()
			.get();

		assertThatCode(this.check::run).doesNotThrowAnyException();
	}

	@Test
	void letsAllBeReadAgainThatIsRemembered() throws Exception {
		TestKafka.make(this.admin, new NewTopic(this.check.memory(), 2, (short) 1));
		write(this.check.requests(), 1);
		write(this.check.progress(), 1);
		write(this.check.memory(), 1);

		assertThatCode(this.check::run).doesNotThrowAnyException();
	}

	/** The group reads another topic, too, with partitions of the same numbers. */
	@Test
	void takesNoOffsetOfAnotherTopicForThoseOfTheRequests() throws Exception {
		String commands = name("commands");
		TestKafka.make(this.admin, new NewTopic(commands, 2, (short) 1));
		write(this.check.requests(), 1);
		write(this.check.progress(), 1);
		this.admin
			.alterConsumerGroupOffsets(this.check.group(),
					Map.of(new TopicPartition(commands, 1), new OffsetAndMetadata(1)))
			.all()
			.get();

		assertThatIllegalStateException().isThrownBy(this.check::run);
	}

	@Test
	void refusesToDoAllAgain() throws Exception {
		write(this.check.requests(), 0);
		write(this.check.requests(), 1);
		write(this.check.progress(), 1);

		assertThatIllegalStateException().isThrownBy(this.check::run)
			.withMessageContaining("no committed offsets of partitions [1] of " + this.check.requests())
			.withMessageContaining("--reset-offsets");
	}

	/** An instance that died in the first transaction of all. */
	@Test
	void takesNothingThatWasNotCommittedForToldOf() throws Exception {
		write(this.check.requests(), 1);
		try (Producer<String, String> dying = new KafkaProducer<>(
				Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers(), "transactional.id", name("dying")),
				new StringSerializer(), new StringSerializer())) {
			dying.initTransactions();
			dying.beginTransaction();
			dying.send(new ProducerRecord<>(this.check.progress(), 1, "key", "value")).get();
			dying.abortTransaction();
		}

		assertThatCode(this.check::run).doesNotThrowAnyException();
	}

	private void write(String topic, int partition) throws Exception {
		this.producer.send(new ProducerRecord<>(topic, partition, "key", "value")).get();
	}

}
