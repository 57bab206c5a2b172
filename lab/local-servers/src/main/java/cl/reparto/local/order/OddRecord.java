package cl.reparto.local.order;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import cl.reparto.model.Actor;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.OrderCommand;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A record that no service of ours writes and a broker takes. Whoever reads the topic has
 * to use it or to refuse it, and to go on.
 *
 * @param sentence what is odd
 * @param order the order that it tells of
 * @param record the record
 * @param compression the {@code compression.type} of who writes it
 * @param why a part of what its dead letter says; null if it is as good as any
 */
public record OddRecord(String sentence, OrderBuilder order, ProducerRecord<byte[], byte[]> record, String compression,
		@Nullable String why) {

	/** With its key and headers, a record of this value is as large as brokers take. */
	private static final int NEARLY_A_MEGABYTE = 1_048_400;

	private static final String NONE = "none";

	/** The largest request of who compresses, which is checked before. */
	private static final int LARGEST = 16 << 20;

	private static final UUID CAPITALS = UUID.fromString("AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE");

	/**
	 * Odd records of {@code order_requests}.
	 * @param orders makes the orders that they tell of
	 * @return one for each thing that can be odd
	 */
	public static Stream<OddRecord> requests(Supplier<OrderBuilder> orders) {
		Table table = new Table(Topics.ORDER_REQUESTS, orders,
				(order) -> Topics.ORDER_REQUESTS.write(order.requested()));
		return Stream.of(table.ofAnyTopic(), Stream.of( //
				table.timed("it is of 1970", 0, "older than"),
				table.timed("it is of the year 2000", 946_684_800_000L, "older than"),
				table.bad("it has no key", "no key", (_) -> null, (json) -> json),
				table.bad("it has no value", "no value", (json) -> null),
				table.bad("its price is a text", "[\"price\"]",
						(json) -> json.replace("\"price\":", "\"price\":\"1\",\"x\":")),
				table.bad("its time is a number", "[\"requestedAt\"]",
						(json) -> json.replaceFirst("\"requestedAt\":\"[^\"]*\"", "\"requestedAt\":1795000000")),
				table.good("its order is of a far time", (json) -> json.replaceFirst("\"requestedAt\":\"[^\"]*",
						"\"requestedAt\":\"9999-12-31T23:59:59Z"))))
			.flatMap((each) -> each);
	}

	/**
	 * Odd records of {@code order_processing}; those that are good tell of
	 * {@code recibido}. Without a key there is none: the topic is compacted.
	 * @param orders makes the orders that they tell of
	 * @return one for each thing that can be odd
	 */
	public static Stream<OddRecord> progress(Supplier<OrderBuilder> orders) {
		Table table = new Table(Topics.ORDER_PROCESSING, orders,
				(order) -> Topics.ORDER_PROCESSING.write(order.at(Status.RECIBIDO)));
		return Stream.of(table.ofAnyTopic(), Stream.of( //
				table.timed("it is of 1970", 0, null), table.timed("it is of the year 2000", 946_684_800_000L, null),
				table.bad("it is a request", "[\"version\"]",
						(json) -> json.replaceFirst(",\"status\":.*(,\"requestedAt\":\"[^\"]*\").*", "$1}")),
				table.bad("its version is not its status'", "version must be 1",
						(json) -> json.replace("\"version\":1", "\"version\":2")),
				table.bad("its address brings a recipient", "email must be",
						(json) -> json.replaceFirst("@[^\"]*", "@b.cl\\\\r\\\\nRCPT TO:<c@d.cl>"))))
			.flatMap((each) -> each);
	}

	/**
	 * Odd records of {@code order_commands}; those that are good let a customer cancel.
	 * @param orders makes the orders that they tell of
	 * @return one for each thing that can be odd
	 */
	public static Stream<OddRecord> commands(Supplier<OrderBuilder> orders) {
		Table table = new Table(CommandTopics.ORDER_COMMANDS, orders, OddRecord::cancel);
		return Stream.of(table.ofAnyTopic(), Stream.of( //
				table.timed("it is of 1970", 0, null), //
				table.bad("it has no key", "no key", (_) -> null, (json) -> json),
				table.bad("it has no value", "no value", (json) -> null),
				table.bad("its action is none", "[\"action\"]", (json) -> json.replace("\"cancel\"", "\"eat\"")),
				table.bad("it is the timer's", "by must be a person",
						(json) -> json.replace("\"customer\"", "\"timer\"")),
				table.bad("it has no reason", "reason goes with cancel",
						(json) -> json.replaceFirst(",\"reason\":\"[^\"]*\"", "")),
				table.bad("its reason has two lines", "reason must",
						(json) -> json.replaceFirst("\"reason\":\"", "\"reason\":\"a\\\\nb")),
				table.bad("it delays by a year", "delay must be",
						(json) -> json.replaceFirst("\"cancel\"", "\"delay\"")
							.replaceFirst("\"reason\":\"[^\"]*", "\"delay\":\"PT8760H")),
				table.bad("its version is a text", "[\"ifVersion\"]",
						(json) -> json.replaceFirst("}$", ",\"ifVersion\":\"last\"}")),
				table.good("it is of a far time",
						(json) -> json.replaceFirst("\"at\":\"[^\"]*", "\"at\":\"9999-12-31T23:59:59Z"))))
			.flatMap((each) -> each);
	}

	private static byte[] cancel(OrderBuilder order) {
		return CommandTopics.ORDER_COMMANDS.write(new OrderCommand(UUID.randomUUID(), order.id(),
				OrderCommand.Action.CANCEL, Actor.CUSTOMER, null, "ya no", null, Instant.now()));
	}

	/**
	 * The record on one partition.
	 * @param partition the partition; null for where the key's hash puts it
	 * @return a record to send
	 */
	public ProducerRecord<byte[], byte[]> on(@Nullable Integer partition) {
		return new Timed(this.record.topic(), partition, this.record.timestamp(), this.record.key(),
				this.record.value(), this.record.headers());
	}

	/**
	 * Writes it.
	 * @param bootstrapServers where the brokers are
	 * @param partition the partition; null for where the key's hash puts it
	 * @return where it is
	 */
	public RecordMetadata write(String bootstrapServers, @Nullable Integer partition) {
		Map<String, Object> configs = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
		configs.putAll(Map.of("compression.type", this.compression, "max.request.size", LARGEST));
		try (Producer<byte[], byte[]> producer = new KafkaProducer<>(configs, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			return producer.send(on(partition)).get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(this.toString(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return this.record.topic() + ": " + this.sentence;
	}

	/** Makes records of one topic, of a new order each. */
	private record Table(Topic<?> topic, Supplier<OrderBuilder> orders, Event event) {

		Stream<OddRecord> ofAnyTopic() {
			return Stream.concat(bad(), good());
		}

		private Stream<OddRecord> bad() {
			return Stream.of( //
					bad("it is empty", "malformed JSON", (json) -> ""),
					bad("it is not JSON", "malformed JSON", (json) -> "zyxomma"),
					bad("it is null", "null", (json) -> "null"),
					bad("it is nested too deep", "malformed JSON", (json) -> "[".repeat(100_000)),
					bad("it is nearly 1 MB", "malformed JSON", (json) -> "x".repeat(NEARLY_A_MEGABYTE)),
					bad("it lacks its id", "id is missing", (json) -> json.replaceFirst("\"id\"", "\"di\"")),
					bad("its key is empty", "the order's id", (_) -> "", (json) -> json),
					bad("its key is no id", "the order's id", (_) -> "1/../\u0000", (json) -> json),
					bad("its key is as long as a value", "the order's id", (_) -> "k".repeat(500_000), (json) -> json),
					bad("its key is another order's", "the order's id", (_) -> UUID.randomUUID().toString(),
							(json) -> json),
					odd("its key is in capitals", this.orders.get().id(CAPITALS), (key) -> key.toUpperCase(Locale.ROOT),
							(json) -> json, null, new RecordHeaders(), NONE, "the order's id"));
		}

		private Stream<OddRecord> good() {
			Headers many = new RecordHeaders();
			for (int i = 0; i < 10_000; i++) {
				many.add("h", null);
			}
			Header large = new RecordHeaders().add("", new byte[900_000]).lastHeader("");
			return Stream.concat(Stream.of( //
					timed("it has no time", -1, null),
					timed("it is ahead", Instant.now().plus(Duration.ofMinutes(59)).toEpochMilli(), null),
					headed("it has many headers", many),
					headed("it has a large header", new RecordHeaders().add(large)),
					good("it has a field that nobody knows",
							(json) -> json.replaceFirst("}$",
									",\"coupon\":[null,\"" + "x".repeat(1_000_000) + "\"]}"))),
					Stream.of("gzip", "snappy", "lz4", "zstd").map(this::compressed));
		}

		OddRecord bad(String sentence, String why, Change value) {
			return bad(sentence, why, (key) -> key, value);
		}

		OddRecord bad(String sentence, String why, Change key, Change value) {
			return odd(sentence, this.orders.get(), key, value, null, new RecordHeaders(), NONE, why);
		}

		OddRecord good(String sentence, UnaryOperator<String> value) {
			return odd(sentence, this.orders.get(), (key) -> key, value::apply, null, new RecordHeaders(), NONE, null);
		}

		OddRecord timed(String sentence, long time, @Nullable String why) {
			return odd(sentence, this.orders.get(), (key) -> key, (json) -> json, time, new RecordHeaders(), NONE, why);
		}

		private OddRecord headed(String sentence, Headers headers) {
			return odd(sentence, this.orders.get(), (key) -> key, (json) -> json, null, headers, NONE, null);
		}

		private OddRecord compressed(String how) {
			return odd("it is compressed with " + how, this.orders.get(), (key) -> key, (json) -> json, null,
					new RecordHeaders(), how, null);
		}

		private OddRecord odd(String sentence, OrderBuilder order, Change key, Change value, @Nullable Long time,
				Headers headers, String compression, @Nullable String why) {
			return new OddRecord(sentence, order,
					new Timed(this.topic.name(), null, time, bytes(key.of(order.id().toString())),
							bytes(value.of(new String(this.event.of(order), UTF_8))), headers),
					compression, why);
		}

		private static byte @Nullable [] bytes(@Nullable String text) {
			return (text != null) ? text.getBytes(UTF_8) : null;
		}

	}

	/** A record with any time: Kafka's own takes none before 1970. */
	private static final class Timed extends ProducerRecord<byte[], byte[]> {

		private final @Nullable Long time;

		Timed(String topic, @Nullable Integer partition, @Nullable Long time, byte @Nullable [] key,
				byte @Nullable [] value, Headers headers) {
			super(topic, partition, null, key, value, headers);
			this.time = time;
		}

		@Override
		public @Nullable Long timestamp() {
			return this.time;
		}

	}

	/** What an order's event is on the topic. */
	@FunctionalInterface
	private interface Event {

		byte[] of(OrderBuilder order);

	}

	/** What is done to a good key or value. */
	@FunctionalInterface
	private interface Change {

		@Nullable String of(String text);

	}

}
