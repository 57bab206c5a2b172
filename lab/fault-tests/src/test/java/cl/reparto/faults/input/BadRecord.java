package cl.reparto.faults.input;

import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import static cl.reparto.faults.input.Forger.MARK;
import static cl.reparto.faults.input.Forger.order;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A record that has to be refused.
 *
 * @param sentence what is bad
 * @param why a part of what its dead letter says
 */
record BadRecord(String sentence, ProducerRecord<byte[], byte[]> record, String why) {

	/** With its key and headers, a record of this value is as large as brokers take. */
	private static final int NEARLY_A_MEGABYTE = 1_048_400;

	private static final String CAPITALS = "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE";

	static Stream<BadRecord> all() {
		return Stream.concat(requests(), progress());
	}

	private static Stream<BadRecord> requests() {
		return Stream.of( //
				new BadRecord("it has no key", Forger.record(Topics.ORDER_REQUESTS, null, Forger.request(order())),
						"no key"),
				request("it has no value", (json) -> null, "no value"),
				request("it is empty", (json) -> "", "malformed JSON"),
				request("it is not JSON", (json) -> MARK, "malformed JSON"),
				request("it is nested too deep", (json) -> "[".repeat(100_000), "malformed JSON"),
				request("it is nearly 1 MB", (json) -> "x".repeat(NEARLY_A_MEGABYTE), "malformed JSON"),
				request("its price is a text", (json) -> json.replace("12990", "\"12990\""), "[\"price\"]"),
				new BadRecord("its key is in capitals",
						Forger.record(Topics.ORDER_REQUESTS, CAPITALS,
								Forger.request(order().id(UUID.fromString(CAPITALS)))),
						"the key is not the order's id"));
	}

	private static Stream<BadRecord> progress() {
		return Stream.of( //
				progress("it is empty", (json) -> "", "malformed JSON"),
				progress("it is not JSON", (json) -> MARK, "malformed JSON"),
				progress("it is nearly 1 MB", (json) -> "x".repeat(NEARLY_A_MEGABYTE), "malformed JSON"),
				progress("it is a request", (json) -> Forger.request(order()), "[\"version\"]"),
				progress("its version is not its status'", (json) -> json.replace("\"version\":1", "\"version\":2"),
						"version must be 1"),
				progress("its address brings a recipient",
						(json) -> json.replace("@clientes.example", "@b.cl\\r\\nRCPT TO:<c@d.cl>"), "email must be"),
				new BadRecord("its key is another order's",
						Forger.record(Topics.ORDER_PROCESSING, UUID.randomUUID(), received(order())), "key is not"));
	}

	private static BadRecord request(String sentence, Change change, String why) {
		OrderBuilder order = order();
		return new BadRecord(sentence,
				Forger.record(Topics.ORDER_REQUESTS, order.id(), change.of(Forger.request(order))), why);
	}

	private static BadRecord progress(String sentence, UnaryOperator<String> change, String why) {
		OrderBuilder order = order();
		return new BadRecord(sentence,
				Forger.record(Topics.ORDER_PROCESSING, order.id(), change.apply(received(order))), why);
	}

	private static String received(OrderBuilder order) {
		return new String(Topics.ORDER_PROCESSING.write(order.at(Status.RECIBIDO)), UTF_8);
	}

	@Override
	public String toString() {
		return this.record.topic() + ": " + this.sentence;
	}

	/** What is done to a good value. */
	private interface Change {

		@Nullable String of(String json);

	}

}
