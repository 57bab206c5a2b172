package cl.reparto.notification.mail.waiting;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WaitingLogTests {

	private static final List<ProducerRecord<byte[], byte[]>> RECORDS = List
		.of(new ProducerRecord<>("order_mails_waiting", new byte[] { 1 }));

	private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();

	private Runnable meanwhile = () -> {
	};

	private final WaitingLog log = new WaitingLog(this::producer);

	private MockProducer<byte[], byte[]> producer() {
		this.meanwhile.run();
		MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, new ByteArraySerializer(),
				new ByteArraySerializer());
		this.producers.add(producer);
		return producer;
	}

	@BeforeEach
	void begin() {
		this.log.begin();
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	/** Else a broker's mistake would end a process, with mails that go out again. */
	@Test
	void goesOnWithANewProducerWhereKafkaTakesNothingMoreFromTheOldOne() throws Exception {
		MockProducer<byte[], byte[]> first = this.producers.getFirst();
		first.sendException = new InvalidTxnStateException("planted");
		first.abortTransactionException = broken(first.sendException);

		this.log.write(RECORDS, null);

		assertThat(first.closed()).isTrue();
		assertThat(this.producers).hasSize(2);
		assertThat(this.producers.getLast().commitCount()).isEqualTo(1);
		assertThat(this.producers.getLast().history()).isEqualTo(RECORDS);
	}

	@Test
	void triesAgainWhatWasNotWritten() throws Exception {
		MockProducer<byte[], byte[]> producer = this.producers.getFirst();
		producer.sendException = new KafkaException("planted");
		Thread.startVirtualThread(() -> {
			while (!producer.transactionAborted()) {
				Thread.onSpinWait();
			}
			producer.sendException = null;
		});
		this.log.write(RECORDS, null);

		assertThat(this.producers).hasSize(1);
		assertThat(producer.history()).isEqualTo(RECORDS);
	}

	static List<KafkaException> anothers() {
		return List.of(new ProducerFencedException("planted"), broken(new InvalidPidMappingException("planted")));
	}

	@ParameterizedTest
	@MethodSource("anothers")
	void leavesThePartitionToWhoHasBegunSince(KafkaException why) {
		MockProducer<byte[], byte[]> producer = this.producers.getFirst();
		producer.sendException = new KafkaException("planted");
		producer.abortTransactionException = why;

		assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> this.log.write(RECORDS, null)).isSameAs(why);
		assertThat(this.producers).hasSize(1);
	}

	/** The next owner may have begun by then. */
	@Test
	void doesNotBeginAnewOnceItIsGivenUp() {
		MockProducer<byte[], byte[]> first = this.producers.getFirst();
		first.sendException = new InvalidTxnStateException("planted");
		first.abortTransactionException = broken(first.sendException);
		this.meanwhile = this.log::close;

		assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> this.log.write(RECORDS, null));
		assertThat(this.producers.getLast().transactionInitialized()).isFalse();
		assertThat(this.producers).allMatch(MockProducer::closed);
	}

	/** Written once more, an outcome would be noted twice. */
	@Test
	void doesNotWriteAgainWhatMayBeWritten() {
		MockProducer<byte[], byte[]> producer = this.producers.getFirst();
		producer.commitTransactionException = new InvalidTxnStateException("planted");
		producer.abortTransactionException = broken(producer.commitTransactionException);

		assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> this.log.write(RECORDS, null));
		assertThat(this.producers).hasSize(1);
	}

	/** As a producer says it from then on. */
	private static KafkaException broken(RuntimeException why) {
		return new KafkaException("Cannot execute transactional method because we are in an error state", why);
	}

}
