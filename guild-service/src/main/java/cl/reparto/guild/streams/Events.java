package cl.reparto.guild.streams;

import java.util.List;
import java.util.function.Predicate;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topic;
import cl.reparto.model.UnreadableEventException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads the events of a topic. What is none goes to the topic's dead letters and holds up
 * nothing.
 */
public final class Events {

	private static final Logger log = LoggerFactory.getLogger(Events.class);

	private Events() {
	}

	/**
	 * The events of a topic. Of two roles that read the same topic, one refuses.
	 * @param <E> what they are
	 * @param builder where to read them
	 * @param topic the topic
	 * @return the events by their key, which is never null
	 */
	public static <E> KStream<String, E> read(StreamsBuilder builder, Topic<E> topic) {
		KStream<byte[], Read<E>> all = records(builder, topic).process(() -> new Reader<>(topic), Named.as("read"));
		all.filter((key, read) -> read.event() == null, Named.as("unreadable"))
			.mapValues(Read::refused, Named.as("refused"))
			.to(GuildTopics.deadLetters(topic).name(),
					Produced.<byte[], byte[]>as("dead-letters")
						.withKeySerde(Serdes.ByteArray())
						.withValueSerde(Serdes.ByteArray()));
		return byText(all.filter((key, read) -> read.event() != null, Named.as("readable"))
			.mapValues(Read::event, Named.as("event")));
	}

	/**
	 * Some events of a topic whose dead letters another role sees to.
	 * @param <E> what they are
	 * @param builder where to read them
	 * @param topic the topic
	 * @param wanted of a record's value, whether it is worth reading
	 * @return the events by their key, which is never null
	 */
	public static <E> KStream<String, E> readOnly(StreamsBuilder builder, Topic<E> topic, Predicate<byte[]> wanted) {
		return byText(records(builder, topic)
			.filter((key, value) -> key != null && value != null && wanted.test(value), Named.as("wanted"))
			.flatMapValues((value) -> ifReadable(topic, value), Named.as("read")));
	}

	/**
	 * Brings events together by their keys, by a topic of this application's own.
	 * @param <E> what they are
	 * @param events the events
	 * @param name what that topic is called
	 * @param topic a topic of such events
	 * @param partitions how many tasks share them
	 * @return the events
	 */
	public static <E> KStream<String, E> gather(KStream<String, E> events, String name, Topic<E> topic,
			int partitions) {
		return events.repartition(Repartitioned.<String, E>as(name)
			.withKeySerde(Serdes.String())
			.withValueSerde(topic.serde())
			.withNumberOfPartitions(partitions));
	}

	private static KStream<byte[], byte[]> records(StreamsBuilder builder, Topic<?> topic) {
		return builder.stream(topic.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"));
	}

	private static <E> List<E> ifReadable(Topic<E> topic, byte[] value) {
		try {
			return List.of(topic.read(value));
		}
		catch (UnreadableEventException ex) {
			return List.of();
		}
	}

	private static <E> KStream<String, E> byText(KStream<byte[], E> events) {
		return events.selectKey((key, event) -> new String(key, UTF_8), Named.as("by-text"));
	}

	/**
	 * What was read.
	 *
	 * @param event the event; null if it is none
	 * @param refused what its dead letter carries; null if it carries nothing
	 */
	private record Read<E>(@Nullable E event, byte @Nullable [] refused) {
	}

	private static final class Reader<E> extends ContextualProcessor<byte[], byte[], byte[], Read<E>> {

		private final Topic<E> topic;

		Reader(Topic<E> topic) {
			this.topic = topic;
		}

		@Override
		public void process(Record<byte[], byte[]> record) {
			context().forward(read(record));
		}

		private Record<byte[], Read<E>> read(Record<byte @Nullable [], byte @Nullable []> record) {
			byte[] value = record.value();
			if (record.key() == null || value == null) {
				return refused(record, "no " + ((record.key() == null) ? "key" : "value"));
			}
			try {
				return record.withValue(new Read<>(this.topic.read(value), null));
			}
			catch (UnreadableEventException ex) {
				return refused(record, String.valueOf(ex.getMessage()));
			}
		}

		/**
		 * At the time of the refusal: of the record's own, retention may have no more
		 * left.
		 */
		private Record<byte[], Read<E>> refused(Record<byte @Nullable [], byte @Nullable []> record, String why) {
			RecordMetadata from = context().recordMetadata().orElseThrow();
			DeadLetter letter = DeadLetter.of(record.key(), record.value(), record.headers(), why, from.topic(),
					from.partition(), from.offset());
			log.warn("Refused the record at {}-{} offset {}, now in {}_dlt: {}", from.topic(), from.partition(),
					from.offset(), from.topic(),
					new String(letter.headers().lastHeader(DeadLetter.WHY).value(), UTF_8));
			return new Record<>(letter.key(), new Read<>(null, letter.value()), context().currentSystemTimeMs(),
					letter.headers());
		}

	}

}
