package cl.reparto.guild.notices;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.local.broker.TestKafka;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads {@code ubicacion} as the source document's consumers do: it subscribes, and takes
 * whatever it is assigned.
 */
final class PlainConsumer {

	private static final Duration TURN = Duration.ofMillis(100);

	private final KafkaConsumer<String, byte[]> consumer;

	private final Thread thread;

	PlainConsumer(String group, Consumer<ConsumerRecord<String, byte[]>> handler) {
		// Whose partition is whose goes by the member's name, which begins with this: of
		// processes that know nothing of one another, by chance.
		this.consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers(), "group.id", group, "client.id",
						UUID.randomUUID().toString(), "auto.offset.reset", "earliest", "enable.auto.commit", false,
						"heartbeat.interval.ms", 100, "session.timeout.ms", 6_000),
				new StringDeserializer(), new ByteArrayDeserializer());
		this.thread = Thread.ofPlatform().start(() -> read(handler));
	}

	private void read(Consumer<ConsumerRecord<String, byte[]>> handler) {
		try (this.consumer) {
			this.consumer.subscribe(List.of(GuildTopics.UBICACION.name()));
			while (true) {
				this.consumer.poll(TURN).forEach(handler);
				this.consumer.commitAsync();
			}
		}
		catch (WakeupException ex) {
			// Closed, which hands the partitions to the others at once.
		}
	}

	void stop() throws InterruptedException {
		this.consumer.wakeup();
		this.thread.join();
	}

}
