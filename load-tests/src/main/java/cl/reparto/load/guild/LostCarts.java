package cl.reparto.load.guild;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import cl.reparto.load.trial.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes which carts are lost from now on, and how long after their last sign of life that
 * could be read.
 */
public final class LostCarts implements AutoCloseable {

	private final Map<String, Duration> silences = new ConcurrentHashMap<>();

	private final TopicTail tail;

	/**
	 * Begins to read; what is committed after this returns, is seen.
	 * @param bootstrapServers where Kafka is
	 */
	public LostCarts(String bootstrapServers) {
		this.tail = new TopicTail(bootstrapServers, List.of("carritos"), this::note);
	}

	private void note(ConsumerRecord<String, byte[]> record) {
		Instant now = Instant.now();
		// Most carts are not: so they need not be read.
		if (record.value() != null && new String(record.value(), StandardCharsets.UTF_8).contains("perdido")) {
			JsonNode cart = JsonMapper.shared().readTree(record.value());
			this.silences.put(record.key(), Duration.between(Instant.parse(cart.path("vistoEn").asString()), now));
		}
	}

	/**
	 * Waits until so many carts are lost, or for some time.
	 * @param carts how many
	 * @param limit how long to wait at most
	 * @return how many are lost by then
	 */
	public int await(int carts, Duration limit) {
		try {
			Awaitility.await().atMost(limit).until(() -> this.silences.size() >= carts);
		}
		catch (ConditionTimeoutException ex) {
			// That they are fewer is what is to be told.
		}
		return this.silences.size();
	}

	/** The shortest time that a lost cart was silent; zero if none is lost. */
	public Duration shortest() {
		return this.silences.values().stream().min(Comparator.naturalOrder()).orElse(Duration.ZERO);
	}

	/** The longest time that a lost cart was silent; zero if none is lost. */
	public Duration longest() {
		return this.silences.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
	}

	@Override
	public void close() {
		this.tail.close();
	}

}
