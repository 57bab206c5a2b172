package cl.reparto.processing.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderProgress.Change;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandTopics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What can be seen of the orders in this instance. Counts what was done; after a crash
 * the same step may be done, and counted, twice, though it is committed once.
 */
public final class OrderMetrics {

	/** Beyond Micrometer's 30 seconds: a shop's stages may take hours. */
	private static final Duration LONGEST = Duration.ofDays(1);

	private final MeterRegistry registry;

	private final Map<Status, Counter> transitions = new EnumMap<>(Status.class);

	private final Map<Status, Timer> sinceRequest = new EnumMap<>(Status.class);

	private final Timer timerLag;

	private final Counter repeated;

	private final Counter repeatedCommands;

	private final Counter unreadable;

	private final Map<String, Counter> deadLetters = new HashMap<>();

	/**
	 * Has counted nothing yet.
	 * @param registry shows it
	 */
	public OrderMetrics(MeterRegistry registry) {
		this.registry = registry;
		for (Status status : Status.values()) {
			this.transitions.put(status,
					Counter.builder("reparto.orders.transitions")
						.description("Orders that have reached a status")
						.tag("status", status.wireName())
						.register(registry));
			this.sinceRequest.put(status,
					Timer.builder("reparto.orders.time")
						.description("Time from the request to a status")
						.tag("status", status.wireName())
						.publishPercentileHistogram()
						.maximumExpectedValue(LONGEST)
						.register(registry));
		}
		this.timerLag = Timer.builder("reparto.timer.lag")
			.description("Time from when a status was due to when it was reached")
			.publishPercentileHistogram()
			.register(registry);
		this.repeated = Counter.builder("reparto.orders.repeated")
			.description("Requests of an order that is known already")
			.register(registry);
		this.repeatedCommands = Counter.builder("reparto.commands.repeated")
			.description("Commands that were decided before, and are answered the same")
			.register(registry);
		this.unreadable = Counter.builder("reparto.orders.unreadable")
			.description("Orders that were put off for a minute, since another version has written them")
			.register(registry);
		for (Topic<?> topic : List.of(Topics.ORDER_REQUESTS, CommandTopics.ORDER_COMMANDS)) {
			this.deadLetters.put(topic.name(),
					Counter.builder("reparto.dead.letters")
						.description("Records that could not be used")
						.tag("topic", topic.name())
						.register(registry));
		}
	}

	/** A delay and a recall reach no status: the order was there before. */
	void reached(OrderProgress order) {
		if (order.change() == Change.DELAYED || order.change() == Change.RECALLED) {
			return;
		}
		this.transitions.get(order.status()).increment();
		Duration time = Duration.between(order.requestedAt(), order.reachedAt());
		// Two clocks: the difference of a few milliseconds may be negative.
		this.sinceRequest.get(order.status()).record(time.isNegative() ? Duration.ZERO : time);
	}

	void due(Instant due, Instant now) {
		this.timerLag.record(Duration.between(due, now));
	}

	void repeated() {
		this.repeated.increment();
	}

	void decided(CommandOutcome outcome) {
		Counter.builder("reparto.commands")
			.description("What people asked of orders, and what came of it")
			.tag("action", outcome.action().wireName())
			.tag("result", outcome.result().wireName())
			.tag("by", outcome.by().wireName())
			.register(this.registry)
			.increment();
	}

	void repeatedCommand() {
		this.repeatedCommands.increment();
	}

	void unreadable() {
		this.unreadable.increment();
	}

	void deadLetter(String topic) {
		this.deadLetters.get(topic).increment();
	}

}
