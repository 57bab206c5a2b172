package cl.reparto.request.keys;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.ConsumerFactory;

import cl.reparto.model.OrderRequested;
import cl.reparto.model.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KeyedOrdersReaderTests {

	private static final TopicPartition PARTITION = new TopicPartition(Topics.ORDER_REQUESTS.name(), 0);

	private static final UUID ONE = UUID.fromString("00000000-0000-8000-8000-000000000001");

	private static final UUID TWO = UUID.fromString("00000000-0000-8000-8000-000000000002");

	private static final UUID THREE = UUID.fromString("00000000-0000-8000-8000-000000000003");

	private static final UUID RANDOM = UUID.fromString("00000000-0000-4000-8000-000000000004");

	private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

	private final CountDownLatch second = new CountDownLatch(1);

	private final KeyedOrders keyedOrders = new KeyedOrders();

	private final KeyedOrdersReader reader = new KeyedOrdersReader(new OneConsumer(this.consumer), this.keyedOrders);

	private final Thread thread = new Thread(this::read);

	@BeforeEach
	void start() {
		Node broker = new Node(1, "localhost", 9092);
		Node[] replicas = { broker };
		this.consumer.updatePartitions(PARTITION.topic(),
				List.of(new PartitionInfo(PARTITION.topic(), 0, broker, replicas, replicas)));
		this.consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
		this.consumer.updateEndOffsets(Map.of(PARTITION, 3L));
		this.consumer.schedulePollTask(() -> this.consumer.addRecord(record(0, ONE)));
		this.consumer.schedulePollTask(() -> {
			pass(this.second);
			this.consumer.addRecord(record(1, RANDOM));
			this.consumer.addRecord(record(2, TWO));
		});
		this.thread.start();
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.second.countDown();
		this.consumer.schedulePollTask(() -> {
			throw new InterruptException("over");
		});
		this.thread.join();
	}

	@Test
	void isNotCaughtUpBeforeItHasReadAllThatWasThere() {
		await().until(() -> this.keyedOrders.first(ONE).isPresent());

		assertThat(this.reader.isCaughtUp()).isFalse();

		this.second.countDown();
		await().until(this.reader::isCaughtUp);
		assertThat(this.keyedOrders.first(TWO)).isPresent();
	}

	@Test
	void passesOverOrdersWithoutAKey() {
		this.second.countDown();

		await().until(this.reader::isCaughtUp);

		assertThat(this.keyedOrders.first(RANDOM)).isEmpty();
	}

	@Test
	void readsAllThatIsThereBeforeItRests() {
		this.second.countDown();
		await().until(this.reader::isCaughtUp);
		this.consumer.setMaxPollRecords(1);

		this.consumer.schedulePollTask(() -> {
			LongStream.range(3, 1003).forEach((offset) -> this.consumer.addRecord(record(offset, RANDOM)));
			this.consumer.addRecord(record(1003, THREE));
		});

		await().atMost(Duration.ofSeconds(10)).until(() -> this.keyedOrders.first(THREE).isPresent());
	}

	@Test
	void closesItsConsumerWhenItIsInterrupted() throws InterruptedException {
		stop();

		assertThat(this.consumer.closed()).isTrue();
	}

	private void read() {
		try {
			this.reader.run();
		}
		catch (InterruptedException ex) {
			// As it should end.
		}
	}

	private static void pass(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
	}

	private static ConsumerRecord<String, byte[]> record(long offset, UUID id) {
		OrderRequested order = new OrderRequested(id, "a", BigDecimal.ONE, "a@b.cl", Instant.now());
		return new ConsumerRecord<>(PARTITION.topic(), 0, offset, id.toString(),
				Topics.ORDER_REQUESTS.record(id.toString(), order).value());
	}

	private record OneConsumer(Consumer<String, byte[]> consumer) implements ConsumerFactory<String, byte[]> {

		@Override
		public Consumer<String, byte[]> createConsumer(@Nullable String groupId, @Nullable String clientIdPrefix,
				@Nullable String clientIdSuffix, @Nullable Properties properties) {
			return this.consumer;
		}

		@Override
		public boolean isAutoCommit() {
			return false;
		}

	}

}
