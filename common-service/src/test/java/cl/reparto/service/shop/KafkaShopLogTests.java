package cl.reparto.service.shop;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockConsumerFactory;
import org.springframework.kafka.mock.MockProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KafkaShopLogTests {

	private static final TopicPartition PARTITION = new TopicPartition("shop", 0);

	private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");

	private final List<Optional<BigDecimal>> known = new CopyOnWriteArrayList<>();

	private final KafkaShopLog log = new KafkaShopLog(new KafkaTemplate<>(new MockProducerFactory<>(MockProducer::new)),
			new SimpleMeterRegistry().timer("append"), new MockConsumerFactory<>(() -> this.consumer));

	/** What was said before the last word is never taken for it. */
	@Test
	void knowsNothingBeforeItHasReadToTheEnd() throws InterruptedException {
		this.consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
		this.consumer.updateEndOffsets(Map.of(PARTITION, 2L));
		says(0, "2");
		says(1, "3");
		says(2, "4");
		this.consumer.schedulePollTask(this::note);

		Thread reading = Thread.ofVirtual().start(this::read);
		await().atMost(Duration.ofSeconds(30)).until(() -> this.known.size() == 4);
		reading.interrupt();
		this.consumer.wakeup();

		assertThat(this.known).containsExactly(Optional.empty(), Optional.empty(), Optional.of(new BigDecimal("3")),
				Optional.of(new BigDecimal("4")));
		assertThat(reading.join(Duration.ofSeconds(30))).isTrue();
	}

	private void says(long offset, String pace) {
		byte[] value = ShopLog.TOPIC.write(new ShopState(new BigDecimal(pace), false, null, null, null));
		this.consumer.schedulePollTask(() -> {
			note();
			this.consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset, "shop", value));
		});
	}

	private void note() {
		this.known.add(this.log.newest().map(ShopState::pace));
	}

	private void read() {
		try {
			this.log.run();
		}
		catch (InterruptedException ex) {
			// Asked to stop.
		}
	}

}
