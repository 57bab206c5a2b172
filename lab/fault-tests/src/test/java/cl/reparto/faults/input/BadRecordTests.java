package cl.reparto.faults.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.faults.Faults;
import cl.reparto.faults.SharedFaults;
import cl.reparto.faults.bed.FaultBed;
import cl.reparto.local.order.OddRecord;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandTopics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.input.Forger.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that no service of ours would write: each becomes one dead letter, and orders
 * on the same partitions, of which many come all the while, do not wait.
 */
@ExtendWith(SharedFaults.class)
class BadRecordTests {

	private final Faults faults;

	BadRecordTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void becomeOneDeadLetterEach() throws Exception {
		Map<OddRecord, RecordMetadata> places = new LinkedHashMap<>();

		FaultBed bed = this.faults.under("records that no service would write", (where, traffic) -> {
			try (Forger forger = new Forger(where)) {
				bad().forEach((bad) -> places.put(bad, forger.forge(bad.record())));
				assertThat(places).allSatisfy((bad, place) -> assertSays(bad, forger.deadLetter(place)));
				assertBringNoHeadersOfADeadLetter(forger);
				assertStayWhereTheyAreIfTheyAreTooLarge(forger);
			}
		});

		try (Forger forger = new Forger(bed)) {
			assertThat(places).allSatisfy((bad, place) -> assertThat(forger.deadLetters(place)).isOne());
		}
		assertThat(Forger.logged(bed)).isNotEmpty()
			.allSatisfy((line) -> assertThat(line).doesNotContainIgnoringCase(Forger.MARK))
			.as("what a record does wrong is no error of ours")
			.noneMatch((line) -> line.contains("\"level\":\"ERROR\",\"logger\":\"cl.reparto"));
	}

	private static Stream<OddRecord> bad() {
		return Stream
			.of(OddRecord.requests(Forger::order), OddRecord.commands(Forger::order), OddRecord.progress(Forger::order))
			.flatMap((each) -> each)
			.filter((odd) -> odd.why() != null);
	}

	private static void assertSays(OddRecord bad, ConsumerRecord<byte[], byte[]> letter) {
		assertThat(header(letter, DeadLetter.WHY)).contains(bad.why()).doesNotContain(Forger.MARK);
		assertThat(letter.key()).isEqualTo(bad.record().key());
		assertThat(letter.value()).isEqualTo(bad.record().value());
	}

	private static void assertBringNoHeadersOfADeadLetter(Forger forger) {
		ProducerRecord<byte[], byte[]> record = Forger.record(Topics.ORDER_REQUESTS, "x", "x");
		record.headers().add(DeadLetter.WHY, Forger.MARK.getBytes(UTF_8)).add("trace", "abc".getBytes(UTF_8));

		ConsumerRecord<byte[], byte[]> letter = forger.deadLetter(forger.forge(record));

		assertThat(letter.headers().headers(DeadLetter.WHY)).hasSize(1);
		assertThat(header(letter, "trace")).isEqualTo("abc");
	}

	private static void assertStayWhereTheyAreIfTheyAreTooLarge(Forger forger) {
		List<RecordMetadata> places = Stream
			.of(Topics.ORDER_REQUESTS, CommandTopics.ORDER_COMMANDS, Topics.ORDER_PROCESSING)
			.map((topic) -> Forger.record(topic, UUID.randomUUID(), "x".repeat(5_000_000)))
			.map(forger::forgeCompressed)
			.toList();

		assertThat(places).map(forger::deadLetter).allSatisfy((letter) -> {
			assertThat(header(letter, DeadLetter.WHY)).contains("malformed JSON; left there, with its 5000036 bytes");
			assertThat(letter.value()).isNull();
		});
	}

}
