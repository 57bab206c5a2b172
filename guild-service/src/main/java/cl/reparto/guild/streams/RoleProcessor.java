package cl.reparto.guild.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

import cl.reparto.model.Topic;
import cl.reparto.service.streams.timers.NextLook;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a role does when an event comes and as time goes by, which it is told with both.
 *
 * @param <E> what it reads
 */
public abstract class RoleProcessor<E> extends ContextualProcessor<String, E, String, Output> {

	private final Duration tick;

	private NextLook nextLook;

	/**
	 * Made once for each task.
	 * @param tick the least time between two looks for what is due
	 */
	protected RoleProcessor(Duration tick) {
		this.tick = tick;
	}

	/**
	 * Adds a processor to a role, with its stores and the topics that it writes.
	 * @param <E> what it reads
	 * @param builder where to
	 * @param events what it reads
	 * @param name what it is called
	 * @param processor makes it
	 * @param stores its stores
	 */
	public static <E> void add(StreamsBuilder builder, KStream<String, E> events, String name,
			ProcessorSupplier<String, E, String, Output> processor, StoreBuilder<?>... stores) {
		Stream.of(stores).forEach(builder::addStateStore);
		String[] names = Stream.of(stores).map(StoreBuilder::name).toArray(String[]::new);
		Output.write(events.process(processor, Named.as(name), names));
	}

	@Override
	public final void init(ProcessorContext<String, Output> context) {
		super.init(context);
		open();
		this.nextLook = new NextLook(context, this.tick, (now) -> {
			tick(now);
			return nextDue();
		});
	}

	/** Whatever it has led to may be due at once. */
	@Override
	public final void process(Record<String, E> record) {
		Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
		process(record.key(), record.value(), now);
		this.nextLook.by(now);
	}

	/** Opens the stores. */
	protected abstract void open();

	/**
	 * An event has come.
	 * @param key the record's key
	 * @param event the event
	 * @param now the time
	 */
	protected abstract void process(String key, E event, Instant now);

	/**
	 * When something is due next, if no event comes.
	 * @return that time, or an earlier one; null if nothing is
	 */
	protected abstract @Nullable Instant nextDue();

	/**
	 * When the first of some timers is due.
	 * @param timers the timers
	 * @return that time, or an earlier one; null if none is set
	 */
	protected static @Nullable Instant first(Timers... timers) {
		return Stream.of(timers).map(Timers::next).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
	}

	/**
	 * Time has gone by. What this does holds up the other work of its thread, so it must
	 * be bounded.
	 * @param now the time
	 */
	protected abstract void tick(Instant now);

	/**
	 * One of the role's stores.
	 * @param <V> what it keeps
	 * @param name its name
	 * @return the store
	 */
	protected final <V> KeyValueStore<String, V> store(String name) {
		return context().getStateStore(name);
	}

	/**
	 * Timers of the role.
	 * @param name the store's name
	 * @param number which of those that share the store, from 0 to 127
	 * @return the timers
	 */
	protected final Timers timers(String name, int number) {
		KeyValueStore<Bytes, byte[]> store = context().getStateStore(name);
		return new Timers(store, number);
	}

	/**
	 * Writes to a topic.
	 * @param <V> what the topic's records are
	 * @param topic the topic
	 * @param key what it is about
	 * @param value the event; null for a tombstone
	 * @param now the record's time
	 */
	protected final <V> void write(Topic<V> topic, String key, @Nullable V value, Instant now) {
		context().forward(new Record<>(key, new Output(topic, null, value), now.toEpochMilli()));
	}

	/**
	 * Writes to one lane of a topic.
	 * @param <V> what the topic's records are
	 * @param topic the topic
	 * @param lane which partition, as of {@link cl.reparto.guild.events.Lanes}
	 * @param key what it is about
	 * @param value the event
	 * @param now the record's time
	 */
	protected final <V> void write(Topic<V> topic, int lane, String key, V value, Instant now) {
		context().forward(new Record<>(key, new Output(topic, lane, value), now.toEpochMilli()));
	}

}
