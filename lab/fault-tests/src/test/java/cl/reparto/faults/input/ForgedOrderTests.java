package cl.reparto.faults.input;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;
import static cl.reparto.faults.input.Forger.header;
import static cl.reparto.faults.input.Forger.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that are well made, each by itself, and came past the services: all at once,
 * since each look at the whole system takes its time.
 */
@ExtendWith(SharedFaults.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedOrderTests {

	private final OrderBuilder first = order();

	private final List<OddRecord> commands = OddRecord.commands(Forger::order)
		.filter((each) -> each.why() == null)
		.toList();

	private final OrderBuilder backwards = order();

	private final OrderBuilder repeated = order();

	private final OrderBuilder leavingOut = order();

	private final OrderBuilder forgotten = order();

	private final OrderBuilder takenBack = order();

	private final OrderBuilder strange = order();

	private final Faults faults;

	private @Nullable FaultBed bed;

	ForgedOrderTests(Faults faults) {
		this.faults = faults;
	}

	@BeforeAll
	void forge() throws Exception {
		this.bed = this.faults.under("records that came through no door", (where, traffic) -> {
			try (Forger forger = new Forger(where)) {
				forgeRequests(where, forger);
				forgeCommands(where, forger);
				forgeStatuses(forger);
			}
		});
	}

	private void forgeRequests(FaultBed where, Forger forger) {
		OddRecord.requests(Forger::order).filter((odd) -> odd.why() == null).forEach((odd) -> ask(where, odd));
		ProducerRecord<byte[], byte[]> twice = ask(where, forger);
		forger.write(twice);
		forger.writeAborted(Forger.record(Topics.ORDER_REQUESTS, UUID.randomUUID(), Forger.request(order())));

		forger.forge(Forger.record(Topics.ORDER_REQUESTS, this.first.id(), Forger.request(this.first)));
		RecordMetadata other = forger
			.forge(Forger.record(Topics.ORDER_REQUESTS, this.first.id(), Forger.request(this.first.priced("1"))));
		assertThat(header(forger.deadLetter(other), DeadLetter.WHY)).isEqualTo("another order has this id");
	}

	private void forgeCommands(FaultBed where, Forger forger) {
		for (OddRecord each : this.commands) {
			forger.forge(Forger.record(Topics.ORDER_REQUESTS, each.order().id(), Forger.request(each.order())));
			each.write(where.bootstrapServers(), null);
		}
		forger.write(this.commands.getFirst().record());
		forger.writeAborted(this.commands.getLast().record());
	}

	private void forgeStatuses(Forger forger) {
		walk(forger, this.backwards, 1, 2, 3, 2, 1);
		walk(forger, this.repeated, 1, 1);
		walk(forger, this.forgotten, 1, 2, 3, 4);
		forger.writeAborted(step(this.takenBack, 1));
		forger.forge(Forger.record(Topics.ORDER_PROCESSING, this.strange.id(),
				new String(step(this.strange, 1).value(), UTF_8).replace("\"version\"",
						"\"coupon\":[null],\"version\"")));
		List<RecordMetadata> places = walk(forger, this.leavingOut, 1, 3);
		assertThat(header(forger.deadLetter(places.getLast()), DeadLetter.WHY))
			.isEqualTo("leaves out a status after version 1");
		walk(forger, this.leavingOut, 2, 3);
		await("all is mailed").until(() -> forger.mailed(this.forgotten.id()).size() == 4);
		forger.forge(Forger.record(Topics.ORDER_PROCESSING, this.forgotten.id(), null));
	}

	@Test
	void requestsAreWalkedOnceAsIfTheyHadComeThroughTheDoor() {
		assertMailed(this.first, 1, 2, 3, 4);
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
	void commandsAreDecidedOnceEachTimeThatTheyCome() {
		try (var outcomes = TopicReader.ofStrings(bed().bootstrapServers(), "order_command_outcomes")) {
			Map<String, Long> decided = outcomes.records()
				.stream()
				.collect(Collectors.groupingBy(ConsumerRecord::key, Collectors.counting()));
			assertThat(this.commands)
				.allSatisfy((each) -> assertThat(decided.get(each.order().id().toString())).as(each.sentence())
					.isEqualTo((each == this.commands.getFirst()) ? 2 : 1));
		}
	}

	@Test
	void statusesAreShownAndMailedForwardOnly() {
		assertMailed(this.backwards, 1, 2, 3);
		assertMailed(this.repeated, 1);
		assertMailed(this.leavingOut, 1, 2, 3);
		assertMailed(this.forgotten, 1, 2, 3, 4);
		assertMailed(this.takenBack);
		assertMailed(this.strange, 1);
		assertShows(this.backwards, "3");
		assertShows(this.repeated, "1");
		assertShows(this.leavingOut, "3");
		assertShows(this.forgotten, "urn:reparto:problem:unknown-order");
		assertShows(this.takenBack, "urn:reparto:problem:unknown-order");
		assertShows(this.strange, "1");
	}

	private FaultBed bed() {
		return Objects.requireNonNull(this.bed);
	}

	private void assertMailed(OrderBuilder order, Integer... versions) {
		try (Forger forger = new Forger(bed())) {
			assertThat(forger.mailed(order.id())).containsExactly(versions);
		}
	}

	private static List<RecordMetadata> walk(Forger forger, OrderBuilder order, int... versions) {
		return IntStream.of(versions).mapToObj((version) -> forger.forge(step(order, version))).toList();
	}

	private static ProducerRecord<byte[], byte[]> step(OrderBuilder order, int version) {
		byte[] value = Topics.ORDER_PROCESSING.write(order.at(Status.STEPS.get(version - 1)));
		return Forger.record(Topics.ORDER_PROCESSING, order.id(), new String(value, UTF_8));
	}

	/** A version or the type of a problem, at every instance. */
	private void assertShows(OrderBuilder order, String expected) {
		FaultBed bed = bed();
		await("each shows " + expected + " of " + order.id())
			.until(() -> bed.services().present(Service.NOTIFICATION).map((each) -> {
				var answer = OrderClient.json(bed.client().status(each.address(), order.id().toString(), ""));
				return answer.path("version").asString(answer.path("type").asString(""));
			}).allMatch(expected::equals));
	}

}
