package cl.reparto.load.noop;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.VoidSerializer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Does the one thing that an order cannot do without: answers once all in-sync replicas
 * have the body, whatever it says.
 */
@RestController
@ConditionalOnProperty("kafka")
class KeepingController implements AutoCloseable {

	private static final String TOPIC = "kept";

	/** In milliseconds. */
	private static final int TURN = 10;

	private final int partitions;

	private final KafkaProducer<Void, byte[]> producer;

	KeepingController(@Value("${kafka}") String bootstrapServers, @Value("${partitions}") int partitions)
			throws InterruptedException, ExecutionException {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
			admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1))).all().get();
		}
		this.partitions = partitions;
		// As request-service has it, and so are the turns of the partitions.
		this.producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", true, "linger.ms", 0,
						"batch.size", 65_536, "max.in.flight.requests.per.connection", 1),
				new VoidSerializer(), new ByteArraySerializer());
	}

	@PostMapping(path = "/kept", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<String> keep(@RequestBody byte[] order) throws InterruptedException, ExecutionException {
		int partition = (int) (System.currentTimeMillis() / TURN % this.partitions);
		this.producer.send(new ProducerRecord<>(TOPIC, partition, null, order)).get();
		return NoOpController.taken();
	}

	@Override
	public void close() {
		this.producer.close();
	}

}
