package cl.reparto.request;

import java.time.Clock;
import java.util.UUID;

import org.apache.kafka.common.utils.Utils;

import org.springframework.stereotype.Component;

import cl.reparto.service.topics.TopicLayout;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Gives orders without a key their ids. Knowing an id is the right to read the order, so
 * none can be guessed (decision 15).
 */
@Component
final class OrderIds {

	/**
	 * How long orders go to one partition before they go to the next, in milliseconds.
	 */
	private static final int TURN = 10;

	private final int partitions;

	private final Clock clock;

	OrderIds(TopicLayout layout, Clock clock) {
		this.partitions = layout.partitions();
		this.clock = clock;
	}

	/**
	 * An id for a new order. Orders of the same moment get ids of the same partition,
	 * since one batch of many costs Kafka less than many of a few.
	 * @return a new random id
	 */
	UUID next() {
		UUID random = UUID.randomUUID();
		long partition = this.clock.millis() / TURN % this.partitions;
		UUID id = random;
		for (long change = 1; partition(id, this.partitions) != partition; change++) {
			id = new UUID(random.getMostSignificantBits(), random.getLeastSignificantBits() ^ change);
		}
		return id;
	}

	/** Where Kafka's producer puts a record by its key. */
	static int partition(UUID id, int partitions) {
		return Utils.toPositive(Utils.murmur2(id.toString().getBytes(US_ASCII))) % partitions;
	}

}
