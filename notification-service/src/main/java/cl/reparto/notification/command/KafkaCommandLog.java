package cl.reparto.notification.command;

import java.util.List;

import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.service.topics.AcknowledgedLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.producer.ProducerRecord;

import org.springframework.kafka.core.KafkaTemplate;

/**
 * Keeps commands in {@code order_commands}, each in the partition of its order: there it
 * is in one line with what else happens to the order.
 */
final class KafkaCommandLog implements CommandLog {

	private final AcknowledgedLog log;

	/**
	 * Connects when it is opened.
	 * @param kafka sends them
	 * @param registry takes the times
	 */
	KafkaCommandLog(KafkaTemplate<String, byte[]> kafka, MeterRegistry registry) {
		this.log = new AcknowledgedLog(kafka, "commands",
				Timer.builder("reparto.commands.append")
					.description("Time until all in-sync replicas have a command")
					.publishPercentileHistogram()
					.register(registry));
	}

	/** Lets commands in, once what comes of them will be heard. */
	void open() {
		this.log.open(List.of(CommandTopics.ORDER_COMMANDS));
	}

	@Override
	public void append(OrderCommand command, int partition) {
		this.log.append(new ProducerRecord<>(CommandTopics.ORDER_COMMANDS.name(), partition, command.order().toString(),
				CommandTopics.ORDER_COMMANDS.write(command)));
	}

}
