package cl.reparto.guild.streams;

import java.util.Objects;
import java.util.function.Predicate;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topic;
import cl.reparto.model.UnreadableEventException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
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
		KStream<byte[], Read<E>> all = read(records(builder, topic), topic);
		all.filter((key, read) -> read.letter() != null, Named.as("unreadable"))
			.process(Refusal::new, Named.as("refuse"))
			.to(GuildTopics.deadLetters(topic).name(),
					Produced.<byte[], byte[]>as("dead-letters")
						.withKeySerde(Serdes.ByteArray())
						.withValueSerde(Serdes.ByteArray()));
		return readable(all);
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
		return readable(read(records(builder, topic)
			.filter((key, value) -> key != null && value != null && wanted.test(value), Named.as("wanted")), topic));
	}

	/**
	 * How events are written where only this application reads them.
	 * @param <E> what they are
	 * @param topic a topic of such events
	 * @return a serde
	 */
	public static <E> Serde<E> serde(Topic<E> topic) {
		return Serdes.serdeFrom(topic.serializer(), topic.deserializer());
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
			.withValueSerde(serde(topic))
			.withNumberOfPartitions(partitions));
	}

	private static KStream<byte[], byte[]> records(StreamsBuilder builder, Topic<?> topic) {
		return builder.stream(topic.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"));
	}

	private static <E> KStream<byte[], Read<E>> read(KStream<byte[], byte[]> records, Topic<E> topic) {
		return records.process(() -> new Reader<>(topic), Named.as("read"));
	}

	private static <E> KStream<String, E> readable(KStream<byte[], Read<E>> all) {
		return all.filter((key, read) -> read.event() != null, Named.as("readable"))
			.map((key, read) -> KeyValue.pair(new String(key, UTF_8), Objects.requireNonNull(read.event())),
					Named.as("event"));
	}

	/**
	 * What was read: one of the two.
	 *
	 * @param event the event
	 * @param letter the record, refused
	 */
	private record Read<E>(@Nullable E event, @Nullable DeadLetter letter) {
	}

	private static final class Reader<E> extends ContextualProcessor<byte[], byte[], byte[], Read<E>> {

		private final Topic<E> topic;

		Reader(Topic<E> topic) {
			this.topic = topic;
		}

		@Override
		public void process(Record<byte[], byte[]> record) {
			context().forward(record.withValue(read(record)));
		}

		private Read<E> read(Record<byte @Nullable [], byte @Nullable []> record) {
			byte[] value = record.value();
			if (record.key() == null || value == null) {
				return new Read<>(null, refuse(record, "no " + ((record.key() == null) ? "key" : "value")));
			}
			try {
				return new Read<>(this.topic.read(value), null);
			}
			catch (UnreadableEventException ex) {
				return new Read<>(null, refuse(record, String.valueOf(ex.getMessage())));
			}
		}

		private DeadLetter refuse(Record<byte @Nullable [], byte @Nullable []> record, String why) {
			RecordMetadata from = context().recordMetadata().orElseThrow();
			return DeadLetter.of(record.key(), record.value(), record.headers(), why, from.topic(), from.partition(),
					from.offset());
		}

	}

	private static final class Refusal<E> extends ContextualProcessor<byte[], Read<E>, byte[], byte[]> {

		@Override
		public void process(Record<byte[], Read<E>> record) {
			DeadLetter letter = Objects.requireNonNull(record.value().letter());
			// The time of the refusal: of the record's own, retention may have no more
			// left.
			context()
				.forward(new Record<>(letter.key(), letter.value(), context().currentSystemTimeMs(), letter.headers()));
			RecordMetadata from = context().recordMetadata().orElseThrow();
			log.warn("Refused the record at {}-{} offset {}, now in {}_dlt: {}", from.topic(), from.partition(),
					from.offset(), from.topic(),
					new String(letter.headers().lastHeader(DeadLetter.WHY).value(), UTF_8));
		}

	}

}
