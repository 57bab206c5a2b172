package cl.reparto.faults.input;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import cl.reparto.faults.Faults;
import cl.reparto.faults.SharedFaults;
import cl.reparto.faults.audit.Request;
import cl.reparto.faults.bed.FaultBed;
import cl.reparto.faults.traffic.OrderClient;
import cl.reparto.local.Service;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.order.OddRecord;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;
import static cl.reparto.faults.input.Forger.header;
import static cl.reparto.faults.input.Forger.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that are well made, each by itself, and came past the services.
 */
@ExtendWith(SharedFaults.class)
class ForgedOrderTests {

	private final Faults faults;

	ForgedOrderTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void requestsAreWalkedOnceAsIfTheyHadComeThroughTheDoor() throws Exception {
		OrderBuilder first = order();

		FaultBed bed = this.faults.under("requests that came through no door", (where, traffic) -> {
			try (Forger forger = new Forger(where)) {
				OddRecord.requests(Forger::order).filter((odd) -> odd.why() == null).forEach((odd) -> ask(where, odd));
				ProducerRecord<byte[], byte[]> twice = ask(where, forger);
				forger.write(twice);
				forger.writeAborted(Forger.record(Topics.ORDER_REQUESTS, UUID.randomUUID(), Forger.request(order())));

				forger.forge(Forger.record(Topics.ORDER_REQUESTS, first.id(), Forger.request(first)));
				RecordMetadata other = forger
					.forge(Forger.record(Topics.ORDER_REQUESTS, first.id(), Forger.request(first.priced("1"))));
				assertThat(header(forger.deadLetter(other), DeadLetter.WHY)).isEqualTo("another order has this id");
			}
		});

		try (Forger forger = new Forger(bed)) {
			assertThat(forger.mailed(first.id())).containsExactly(1, 2, 3, 4);
		}
	}

	/** Writes a request as any other, but for headers that a dead letter has. */
	private static ProducerRecord<byte[], byte[]> ask(FaultBed bed, Forger forger) {
		OrderBuilder order = order();
		ProducerRecord<byte[], byte[]> record = Forger.record(Topics.ORDER_REQUESTS, order.id(), Forger.request(order));
		record.headers().add(DeadLetter.WHY, "no".getBytes(UTF_8)).add(DeadLetter.TOPIC, null);
		forger.write(record);
		taken(bed, order);
		return record;
	}

	private static void ask(FaultBed bed, OddRecord odd) {
		odd.write(bed.bootstrapServers(), null);
		taken(bed, odd.order());
	}

	/** Tells the auditor that the order was taken. */
	private static void taken(FaultBed bed, OrderBuilder order) {
		bed.answered(Request.of(order.email(), order.name(), order.price()).taken(order.id().toString()));
	}

	@Test
	void commandsAreDecidedOnceEachTimeThatTheyCome() throws Exception {
		List<OddRecord> odd = OddRecord.commands(Forger::order).filter((each) -> each.why() == null).toList();

		FaultBed bed = this.faults.under("commands that came through no door", (where, traffic) -> {
			try (Forger forger = new Forger(where)) {
				for (OddRecord each : odd) {
					forger.forge(Forger.record(Topics.ORDER_REQUESTS, each.order().id(), Forger.request(each.order())));
					each.write(where.bootstrapServers(), null);
				}
				forger.write(odd.getFirst().record());
				forger.writeAborted(odd.getLast().record());
			}
		});

		try (var outcomes = TopicReader.ofStrings(bed.bootstrapServers(), "order_command_outcomes")) {
			Map<String, Long> decided = outcomes.records()
				.stream()
				.collect(Collectors.groupingBy(ConsumerRecord::key, Collectors.counting()));
			assertThat(odd)
				.allSatisfy((each) -> assertThat(decided.get(each.order().id().toString())).as(each.sentence())
					.isEqualTo((each == odd.getFirst()) ? 2 : 1));
		}
	}

	@Test
	void statusesAreShownAndMailedForwardOnly() throws Exception {
		OrderBuilder backwards = order();
		OrderBuilder repeated = order();
		OrderBuilder leavingOut = order();
		OrderBuilder forgotten = order();
		OrderBuilder takenBack = order();
		OrderBuilder strange = order();

		FaultBed bed = this.faults.under("statuses that no service wrote", (where, traffic) -> {
			try (Forger forger = new Forger(where)) {
				walk(forger, backwards, 1, 2, 3, 2, 1);
				walk(forger, repeated, 1, 1);
				walk(forger, forgotten, 1, 2, 3, 4);
				forger.writeAborted(step(takenBack, 1));
				forger.forge(
						Forger.record(Topics.ORDER_PROCESSING, strange.id(), new String(step(strange, 1).value(), UTF_8)
							.replace("\"version\"", "\"coupon\":[null],\"version\"")));
				List<RecordMetadata> places = walk(forger, leavingOut, 1, 3);
				assertThat(header(forger.deadLetter(places.getLast()), DeadLetter.WHY))
					.isEqualTo("leaves out a status after version 1");
				walk(forger, leavingOut, 2, 3);
				await("all is mailed").until(() -> forger.mailed(forgotten.id()).size() == 4);
				forger.forge(Forger.record(Topics.ORDER_PROCESSING, forgotten.id(), null));
			}
		});

		try (Forger forger = new Forger(bed)) {
			assertThat(forger.mailed(backwards.id())).containsExactly(1, 2, 3);
			assertThat(forger.mailed(repeated.id())).containsExactly(1);
			assertThat(forger.mailed(leavingOut.id())).containsExactly(1, 2, 3);
			assertThat(forger.mailed(forgotten.id())).containsExactly(1, 2, 3, 4);
			assertThat(forger.mailed(takenBack.id())).isEmpty();
			assertThat(forger.mailed(strange.id())).containsExactly(1);
		}
		assertShows(bed, backwards, "3");
		assertShows(bed, repeated, "1");
		assertShows(bed, leavingOut, "3");
		assertShows(bed, forgotten, "urn:reparto:problem:unknown-order");
		assertShows(bed, takenBack, "urn:reparto:problem:unknown-order");
		assertShows(bed, strange, "1");
	}

	private static List<RecordMetadata> walk(Forger forger, OrderBuilder order, int... versions) {
		return IntStream.of(versions).mapToObj((version) -> forger.forge(step(order, version))).toList();
	}

	private static ProducerRecord<byte[], byte[]> step(OrderBuilder order, int version) {
		byte[] value = Topics.ORDER_PROCESSING.write(order.at(Status.STEPS.get(version - 1)));
		return Forger.record(Topics.ORDER_PROCESSING, order.id(), new String(value, UTF_8));
	}

	/** A version or the type of a problem, at every instance. */
	private static void assertShows(FaultBed bed, OrderBuilder order, String expected) {
		await("each shows " + expected + " of " + order.id())
			.until(() -> bed.services().present(Service.NOTIFICATION).map((each) -> {
				var answer = OrderClient.json(bed.client().status(each.address(), order.id().toString(), ""));
				return answer.path("version").asString(answer.path("type").asString(""));
			}).allMatch(expected::equals));
	}

}
