package cl.reparto.service.shop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import cl.reparto.model.UnreadableEventException;
import cl.reparto.service.process.TroubleLog;
import cl.reparto.service.process.Worker;
import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Keeps what is said of the shop in a topic of one partition, and follows it while it
 * runs: on every instance, all that is there (decision 24).
 */
final class KafkaShopLog implements ShopLog, Worker.Work {

	private static final Logger log = LoggerFactory.getLogger(KafkaShopLog.class);

	private static final String KEY = "shop";

	/** Words have one order, so all go to one partition. */
	private static final TopicPartition PARTITION = new TopicPartition(TOPIC.name(), 0);

	private static final Duration POLL = Duration.ofSeconds(1);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final AcknowledgedLog written;

	private final ConsumerFactory<String, byte[]> consumers;

	private final TroubleLog trouble = new TroubleLog(log, "Cannot read " + TOPIC.name());

	private final List<Runnable> changes = new CopyOnWriteArrayList<>();

	private volatile @Nullable ShopState newest;

	private long read;

	/**
	 * Knows nothing yet.
	 * @param kafka sends what is said
	 * @param append takes the time of it
	 * @param consumers how to reach the brokers
	 */
	KafkaShopLog(KafkaTemplate<String, byte[]> kafka, Timer append, ConsumerFactory<String, byte[]> consumers) {
		this.written = new AcknowledgedLog(kafka, "what is said of the shop", append);
		this.consumers = consumers;
	}

	@Override
	public Optional<ShopState> newest() {
		return Optional.ofNullable(this.newest);
	}

	@Override
	public void say(ShopState state) {
		byte[] value = TOPIC.write(state);
		long offset = this.written.append(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), KEY, value))
			.offset();
		awaitRead(offset + 1);
	}

	@Override
	public void onChange(Runnable changed) {
		this.changes.add(changed);
	}

	private synchronized void awaitRead(long position) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		try {
			for (long left = PATIENCE.toMillis(); this.read < position; left = (deadline - System.nanoTime())
					/ 1_000_000) {
				if (left <= 0) {
					throw new ProblemException(ProblemKind.UNAVAILABLE);
				}
				wait(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
	}

	/** Follows the topic, which is there. Trouble with Kafka only holds it up. */
	@Override
	public void run() throws InterruptedException {
		this.written.open(List.of(TOPIC));
		while (true) {
			try (Consumer<String, byte[]> consumer = this.consumers.createConsumer(null, null, null, configs())) {
				follow(consumer);
			}
			catch (KafkaException ex) {
				this.trouble.report(ex.toString());
			}
			Thread.sleep(RETRY);
		}
	}

	private static Properties configs() {
		Properties configs = new Properties();
		configs.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
		configs.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		return configs;
	}

	/** From the beginning; what is older than what was known passes by unseen. */
	private void follow(Consumer<String, byte[]> consumer) throws InterruptedException {
		try {
			consumer.assign(List.of(PARTITION));
			consumer.seekToBeginning(List.of(PARTITION));
			long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
			ShopState last = ShopState.OPEN;
			while (true) {
				long position = consumer.position(PARTITION);
				if (position >= end) {
					this.trouble.over();
					known(last, position);
				}
				for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
					last = read(record).orElse(last);
				}
			}
		}
		catch (InterruptException ex) {
			// Takes back the interrupt, with which the consumer could not be closed well.
			Thread.interrupted();
			throw new InterruptedException("Reading is over");
		}
	}

	private void known(ShopState state, long position) {
		boolean news = !state.equals(this.newest);
		synchronized (this) {
			this.newest = state;
			this.read = position;
			notifyAll();
		}
		if (news) {
			this.changes.forEach(Runnable::run);
		}
	}

	private static Optional<ShopState> read(ConsumerRecord<String, byte[]> record) {
		if (record.value() == null) {
			return Optional.of(ShopState.OPEN);
		}
		try {
			return Optional.of(TOPIC.read(record.value()));
		}
		catch (UnreadableEventException ex) {
			log.warn("Passing over {}@{}, what was said before holds on: {}", PARTITION, record.offset(),
					ex.getMessage());
			return Optional.empty();
		}
	}

}
