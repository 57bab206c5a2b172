package cl.reparto.faults.input;

import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import cl.reparto.model.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that has to be refused.
 *
 * @param sentence what is bad
 * @param record the record
 * @param why a part of what its dead letter says
 */
record BadRecord(String sentence, ProducerRecord<byte[], byte[]> record, String why) {

	/** With its key and headers, a record of this value is as large as brokers take. */
	private static final int NEARLY_A_MEGABYTE = 1_048_400;

	private static final String CAPITALS = "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE";

	static Stream<BadRecord> requests() {
		return Stream.of( //
				new BadRecord("it has no key",
						Writer.record(Topics.ORDER_REQUESTS, null, Draft.request(UUID.randomUUID()).json()), "no key"),
				request("it has no value", (id) -> null, "no value"),
				request("it is empty", (id) -> "", "malformed JSON"),
				request("it is not JSON", (id) -> Draft.MARK, "malformed JSON"),
				request("it breaks off", (id) -> Draft.request(id).json().substring(0, 80), "malformed JSON"),
				request("it goes on", (id) -> Draft.request(id).json() + "{}", "malformed JSON"),
				request("it is nested too deep", (id) -> "[".repeat(100_000), "malformed JSON"),
				request("it is null", (id) -> "null", "null"),
				request("it is a list", (id) -> "[" + Draft.request(id).json() + "]", "malformed JSON"),
				request("its key is not its id", (id) -> Draft.request(UUID.randomUUID()).json(),
						"the key is not the order's id"),
				new BadRecord("its key is in capitals",
						Writer.record(Topics.ORDER_REQUESTS, CAPITALS, Draft.request(UUID.fromString(CAPITALS)).json()),
						"the key is not the order's id"),
				request("its name is a number", (id) -> Draft.request(id).with("name", "7").json(), "[\"name\"]"),
				request("its name brings a mail header",
						(id) -> Draft.request(id).with("name", "\"" + Draft.MARK + "\\r\\nBcc: a@b.cl\"").json(),
						"name must not contain"),
				request("its price is a text", (id) -> Draft.request(id).with("price", "\"1\"").json(), "[\"price\"]"),
				request("its price is zero", (id) -> Draft.request(id).with("price", "0").json(), "price must be"),
				request("its address is two",
						(id) -> Draft.request(id).with("email", "\"" + Draft.MARK + "@b.cl,c@d.cl\"").json(),
						"email must be"),
				request("it was requested at no time", (id) -> Draft.request(id).without("requestedAt").json(),
						"requestedAt is missing"),
				request("it was requested in the year 1", at("0001-01-01T00:00:00Z"), "requestedAt must be"),
				request("it was requested in the year 10000", at("+10000-01-01T00:00:00Z"), "requestedAt must be"),
				request("it is nearly 1 MB", (id) -> "x".repeat(NEARLY_A_MEGABYTE), "malformed JSON"));
	}

	static Stream<BadRecord> progress() {
		return Stream.of( //
				progress("it is empty", (id) -> "", "malformed JSON"),
				progress("it is not JSON", (id) -> Draft.MARK, "malformed JSON"),
				progress("it is a request", (id) -> Draft.request(id).json(), "[\"version\"]"),
				progress("its key is not its id", (id) -> Draft.progress(UUID.randomUUID(), 1).json(), "key is not"),
				new BadRecord("its key is in capitals",
						Writer.record(Topics.ORDER_PROCESSING, CAPITALS,
								Draft.progress(UUID.fromString(CAPITALS), 1).json()),
						"key is not"),
				progress("its status is unknown", (id) -> Draft.progress(id, 1).with("status", "\"perdido\"").json(),
						"status must be one of"),
				progress("its status is in capitals",
						(id) -> Draft.progress(id, 1).with("status", "\"RECIBIDO\"").json(), "status must be one of"),
				progress("its version is not its status'", (id) -> Draft.progress(id, 1).with("version", "2").json(),
						"version must be 1"),
				progress("its version is a text", (id) -> Draft.progress(id, 1).with("version", "\"1\"").json(),
						"[\"version\"]"),
				progress("its history is empty", (id) -> Draft.progress(id, 1).with("history", "[]").json(),
						"history must tell"),
				progress("its history leaves out a status",
						(id) -> Draft.progress(id, 3)
							.with("history", Draft.progress(id, 2).members().get("history"))
							.json(),
						"history must tell"),
				progress("its history has nulls", (id) -> Draft.progress(id, 1).with("history", "[null]").json(),
						"malformed JSON"),
				progress("it is finished and due",
						(id) -> Draft.progress(id, 4).with("dueAt", "\"2026-01-01T00:00:00Z\"").json(),
						"dueAt must be there"),
				progress("it was reached in the year 1",
						(id) -> Draft.progress(id, 1)
							.with("history", "[{\"status\":\"recibido\",\"at\":\"0001-01-01T00:00:00Z\"}]")
							.json(),
						"history.at must be"),
				progress("it is due in the year 10000",
						(id) -> Draft.progress(id, 1).with("dueAt", "\"+10000-01-01T00:00:00Z\"").json(),
						"dueAt must be"),
				progress("its address brings a recipient",
						(id) -> Draft.progress(id, 1)
							.with("email", "\"" + Draft.MARK + "@b.cl\\r\\nRCPT TO:<c@d.cl>\"")
							.json(),
						"email must be"),
				progress("it is nearly 1 MB", (id) -> "x".repeat(NEARLY_A_MEGABYTE), "malformed JSON"));
	}

	private static Function<UUID, @Nullable String> at(String time) {
		return (id) -> Draft.request(id).with("requestedAt", "\"" + time + "\"").json();
	}

	private static BadRecord request(String sentence, Function<UUID, @Nullable String> value, String why) {
		UUID id = UUID.randomUUID();
		return new BadRecord(sentence, Writer.record(Topics.ORDER_REQUESTS, id.toString(), value.apply(id)), why);
	}

	private static BadRecord progress(String sentence, Function<UUID, @Nullable String> value, String why) {
		UUID id = UUID.randomUUID();
		return new BadRecord(sentence, Writer.record(Topics.ORDER_PROCESSING, id.toString(), value.apply(id)), why);
	}

	@Override
	public String toString() {
		return this.record.topic() + ": " + this.sentence;
	}

}
