package cl.reparto.processing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.model.DeadLetter;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.service.process.TroubleLog;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.streams.TimerIndex;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes orders in and walks them on when they are due. What becomes of an order is the
 * {@link OrderLifecycle}'s to say; this moves records and keeps time. All that a call
 * changes (stores, records out, offset) is committed in one transaction, or not at all.
 */
final class OrderProcessor implements Processor<byte @Nullable [], byte @Nullable [], Object, Object> {

	private static final Logger log = LoggerFactory.getLogger(OrderProcessor.class);

	/** Bounds one tick, which holds up the other work of its thread. */
	private static final int MOST_PER_TICK = 200;

	/** In the place of a status: only its id and fingerprint are left. */
	private static final byte REMEMBERED = 0;

	/** When an order is looked at again that could not be read. */
	private static final Duration LATER = Duration.ofMinutes(1);

	private final TroubleLog unreadable = new TroubleLog(log, "Orders wait for a version that can read them", LATER);

	private final OrderLifecycle lifecycle;

	private final Duration tick;

	private final OrderMetrics metrics;

	private final WaitingOrders.InTask waiting;

	private ProcessorContext<Object, Object> context;

	/** As of {@link StoredOrder}. */
	private KeyValueStore<UUID, byte[]> orders;

	private TimerIndex steps;

	private TimerIndex retentionTimers;

	OrderProcessor(OrderLifecycle lifecycle, Duration tick, OrderMetrics metrics, WaitingOrders waiting) {
		this.lifecycle = lifecycle;
		this.tick = tick;
		this.metrics = metrics;
		this.waiting = waiting.inTask();
	}

	@Override
	public void init(ProcessorContext<Object, Object> context) {
		this.context = context;
		this.orders = context.getStateStore(OrderTopology.ORDERS);
		KeyValueStore<Bytes, byte[]> timers = context.getStateStore(OrderTopology.TIMERS);
		this.steps = new TimerIndex(timers, 0);
		this.retentionTimers = new TimerIndex(timers, 1);
		this.steps.read((entry) -> status(entry).ifPresent(this.waiting::add));
		this.waiting.nextDue(this.steps.next());
		context.schedule(this.tick, PunctuationType.WALL_CLOCK_TIME, this::tick);
	}

	@Override
	public void process(Record<byte @Nullable [], byte @Nullable []> record) {
		try {
			OrderRequested request = read(record);
			byte[] known = this.orders.get(request.id());
			if (known == null || StoredOrder.endedBefore(known, record.timestamp())) {
				begin(request, record);
			}
			else if (StoredOrder.isOf(known, request) || isClash(request)) {
				this.metrics.repeated();
			}
			else {
				refuse(record, "another order has this id");
			}
		}
		catch (UnreadableEventException ex) {
			refuse(record, ex.getMessage());
		}
	}

	/**
	 * Of two orders under one key at the same moment, the customer of the later one was
	 * told that it is none (decision 20).
	 */
	private static boolean isClash(OrderRequested request) {
		return KeyedRequests.mayBeId(request.id().toString());
	}

	/** An order that is not remembered may be one that was finished and forgotten. */
	private void begin(OrderRequested request, Record<byte @Nullable [], byte @Nullable []> record) {
		Instant now = now();
		if (record.timestamp() < now.minus(Topics.REMEMBERED).toEpochMilli()) {
			refuse(record, "older than orders are remembered");
		}
		else {
			reached(this.lifecycle.begin(request, now), now);
		}
	}

	@Override
	public void close() {
		this.waiting.clear();
	}

	private void tick(long millis) {
		Instant now = Instant.ofEpochMilli(millis);
		this.steps.take(now, MOST_PER_TICK, (entry) -> walkOn(entry, now));
		this.waiting.nextDue(this.steps.next());
		this.retentionTimers.take(now, MOST_PER_TICK, (entry) -> forget(entry, now));
	}

	private void walkOn(TimerIndex.Entry entry, Instant now) {
		byte[] order = this.orders.get(id(entry));
		try {
			List<OrderProgress> reached = (order != null)
					? this.lifecycle.advance(Topics.ORDER_PROCESSING.read(order), now) : List.of();
			status(entry).ifPresent(this.waiting::remove);
			if (!reached.isEmpty()) {
				this.metrics.due(entry.at(), now);
				reached(reached, now);
			}
		}
		catch (UnreadableEventException ex) {
			putOff(this.steps, entry, now, ex);
		}
	}

	/**
	 * Another version may have written the order, with a status that this one does not
	 * know, say. It waits for one that does, and holds up no other (decision 19).
	 */
	private void putOff(TimerIndex timers, TimerIndex.Entry entry, Instant now, UnreadableEventException why) {
		timers.add(new TimerIndex.Entry(now.plus(LATER), entry.subject(), entry.note()));
		this.unreadable.report(String.valueOf(why.getMessage()));
	}

	private void reached(List<OrderProgress> steps, Instant now) {
		OrderProgress last = steps.getLast();
		for (OrderProgress step : steps) {
			byte[] event = Topics.ORDER_PROCESSING.write(step);
			if (step == last) {
				this.orders.put(step.id(), StoredOrder.of(step, event));
			}
			this.context.forward(new Record<>(PlacedKey.of(step.id(), this.context), event, now.toEpochMilli()),
					OrderTopology.PROGRESS);
			this.metrics.reached(step);
		}
		TimerIndex.Entry nextLook = new TimerIndex.Entry(this.lifecycle.nextLook(last), subject(last.id()),
				(byte) last.status().number());
		if (last.dueAt() != null) {
			this.steps.add(nextLook);
			this.waiting.add(last.status());
		}
		else {
			this.retentionTimers.add(nextLook);
		}
	}

	/**
	 * First by all who show it, to whom the tombstone goes. Here it is remembered for as
	 * long as its request can come again.
	 */
	private void forget(TimerIndex.Entry entry, Instant now) {
		UUID id = id(entry);
		byte[] order = this.orders.get(id);
		if (entry.note() == REMEMBERED) {
			if (order != null && StoredOrder.isDoneWith(order, now)) {
				this.orders.delete(id);
			}
			return;
		}
		try {
			if (order != null) {
				this.orders.put(id, StoredOrder.forgotten(order, now));
			}
			this.context.forward(new Record<>(PlacedKey.of(id, this.context), null, now.toEpochMilli()),
					OrderTopology.PROGRESS);
			this.retentionTimers.add(new TimerIndex.Entry(now.plus(Topics.REMEMBERED), entry.subject(), REMEMBERED));
		}
		catch (UnreadableEventException ex) {
			putOff(this.retentionTimers, entry, now, ex);
		}
	}

	private void refuse(Record<byte @Nullable [], byte @Nullable []> record, String why) {
		RecordMetadata from = this.context.recordMetadata().orElseThrow();
		DeadLetter letter = DeadLetter.of(record.key(), record.value(), record.headers(), why, from.topic(),
				from.partition(), from.offset());
		long time = DeadLetter.time(record.timestamp(), now());
		this.context.forward(new Record<>(letter.key(), letter.value(), time, letter.headers()),
				OrderTopology.DEAD_LETTERS);
		this.metrics.deadLetter();
		log.warn("Refused the record at {}-{} offset {}, now in {}: {}", from.topic(), from.partition(), from.offset(),
				Topics.ORDER_REQUESTS_DLT.name(), why);
	}

	private static Bytes subject(UUID id) {
		return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array());
	}

	private static UUID id(TimerIndex.Entry entry) {
		ByteBuffer subject = ByteBuffer.wrap(entry.subject().get());
		return new UUID(subject.getLong(), subject.getLong());
	}

	/** Empty if another version gave it. */
	private static Optional<Status> status(TimerIndex.Entry entry) {
		return Stream.of(Status.values()).filter((each) -> each.number() == entry.note()).findFirst();
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.context.currentSystemTimeMs());
	}

	private static OrderRequested read(Record<byte @Nullable [], byte @Nullable []> record) {
		byte[] key = record.key();
		byte[] value = record.value();
		if (key == null || value == null) {
			throw new UnreadableEventException("no " + ((key == null) ? "key" : "value"));
		}
		OrderRequested request = Topics.ORDER_REQUESTS.read(value);
		if (!request.id().toString().equals(new String(key, UTF_8))) {
			throw new UnreadableEventException("the key is not the order's id");
		}
		return request;
	}

}
