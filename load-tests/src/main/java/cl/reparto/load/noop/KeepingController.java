package cl.reparto.load.noop;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
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
@ConditionalOnProperty("partitions")
@EnableConfigurationProperties(KafkaProperties.class)
class KeepingController implements AutoCloseable {

	private static final String TOPIC = "kept";

	/** In milliseconds, as request-service lets partitions take turns. */
	private static final int TURN = 10;

	private final int partitions;

	private final KafkaProducer<String, byte[]> producer;

	KeepingController(KafkaProperties kafka, @Value("${partitions}") int partitions)
			throws InterruptedException, ExecutionException {
		try (Admin admin = Admin.create(kafka.buildAdminProperties())) {
			admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1))).all().get();
		}
		this.partitions = partitions;
		Map<String, Object> settings = kafka.buildProducerProperties();
		// As patient as by default: one "no" would end the whole measurement.
		settings.keySet()
			.removeAll(List.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
		this.producer = new KafkaProducer<>(settings);
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
