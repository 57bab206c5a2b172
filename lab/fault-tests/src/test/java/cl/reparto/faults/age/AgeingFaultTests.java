package cl.reparto.faults.age;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.faults.Fault;
import cl.reparto.faults.Faults;
import cl.reparto.faults.SharedFaults;
import cl.reparto.faults.audit.Request;
import cl.reparto.faults.bed.FaultBed;
import cl.reparto.faults.bed.ScriptedMail;
import cl.reparto.faults.traffic.Traffic;
import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.order.OddRecord;
import cl.reparto.local.order.OrderBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;

/**
 * Sixty-three days go by in four stretches, while customers order: everything is killed,
 * and when it is started again it is later. Since a key lives 72 hours, the shop closes
 * in order before the longer ones.
 */
@ExtendWith(SharedFaults.class)
class AgeingFaultTests {

	/** How many of them: a part has the first, which is the shortest. */
	private static final int STRETCHES = Integer.getInteger("faults.stretches", 4);

	/** Both instances of notification-service are killed in each stretch. */
	private static final int TWINS = 2 * ScriptedMail.LANES;

	/** How addresses begin whose mailbox is full for some days. */
	private static final String AWAY = "viaje-";

	private static final String NEW_SECRET = "el-secreto-de-la-segunda-semana-0123456789";

	private final Faults faults;

	AgeingFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Fault(part = 4)
	void monthsAreBoring() throws Exception {
		SteppedClock clock = SteppedClock.in(Path.of("target", "faults"));
		FaultBed bed = this.faults.beginAnew(clock, (begun) -> Stream.of(Request.FULL, AWAY)
			.forEach((who) -> begun.mail().reply("RCPT TO:<" + who, "452 4.2.2 full")));
		try {
			KeyedOrders first = KeyedOrders.of(bed, "first");
			await("the first orders are at their end").until(() -> bed.readOn() == 0);
			this.faults.under("all killed (-9), 60 hours later with another secret", TWINS,
					(_, _) -> anotherSecret(clock, first));
			if (STRETCHES == 1) {
				return;
			}
			this.faults.under("mailers killed (-9), then all, a week later", TWINS,
					(_, traffic) -> aWeekAway(clock, bed, traffic));
			this.faults.under("all killed (-9), 32 days later compacted, forgotten, grown", TWINS,
					(_, traffic) -> forgotten(clock, first, traffic));
			this.faults.under("all killed (-9), 22 days later without offsets of processing-service", TWINS,
					(_, traffic) -> withoutOffsets(clock, first, traffic));
		}
		finally {
			// No other fault is to be of that time.
			this.faults.close();
		}
	}

	/** Less than a key lives, and than a mail is tried. */
	private static void anotherSecret(SteppedClock clock, KeyedOrders first) throws IOException {
		FaultBed bed = first.bed();
		writeOddRecords(bed);
		changeSecret(bed);
		mailsWaitOf(KeyedOrders.of(bed, AWAY + "first"));

		clock.forward(bed, Duration.ofHours(60));

		first.areKnown();
		KeyedOrders.of(bed, "new-secret").areKnown();
		bed.mail().forget("RCPT TO:<" + AWAY);
	}

	/** Longer than a mail is tried, and not as long as topics have every step. */
	private static void aWeekAway(SteppedClock clock, FaultBed bed, Traffic traffic) throws InterruptedException {
		mailsWaitOf(KeyedOrders.of(bed, Request.FULL + "first"));
		processes(bed, Service.NOTIFICATION).forEach(StackProcess::takeDown);
		traffic.goesOnFor(Duration.ofSeconds(3));
		shopCloses(bed, traffic);

		clock.forward(bed, Duration.ofDays(7).minusHours(4));
	}

	private static void forgotten(SteppedClock clock, KeyedOrders first, Traffic traffic) {
		FaultBed bed = first.bed();
		shopCloses(bed, traffic);

		clock.forward(bed, Duration.ofDays(32), () -> {
			readBeforeCompaction(bed);
			bed.isPast();
		});

		await("the first orders are forgotten").until(() -> areForgotten(bed, first.ids()));
		await("only their last steps are left, since the topic was compacted")
			.until(() -> told(bed, "order_processing", first.ids()).count() == KeyedOrders.COUNT);
		KeyedOrders second = first.ofOthers("second");
		bed.cluster().grow("order_requests", 6);
		await("the others follow").until(() -> bed.cluster().partitions("order_processing") == 6);
		second.areKnown();
	}

	private static void withoutOffsets(SteppedClock clock, KeyedOrders first, Traffic traffic) {
		FaultBed bed = first.bed();
		shopCloses(bed, traffic);

		clock.forward(bed, Duration.ofDays(22), () -> {
			readBeforeCompaction(bed);
			await("nobody is there").until(() -> {
				bed.cluster().forgetOffsets("processing-service");
				return true;
			});
		});

		await("the first requests are deleted")
			.until(() -> told(bed, "order_requests", first.ids()).findAny().isEmpty());
	}

	private static Stream<StackProcess> processes(FaultBed bed, Service service) {
		return bed.services().present(service).map(StackService::process);
	}

	/** Nobody is left who would repeat a request when its key is forgotten. */
	private static void shopCloses(FaultBed bed, Traffic traffic) {
		await("all are answered").until(() -> traffic.quiet().toSeconds() > 10);
		processes(bed, Service.REQUEST).forEach(StackProcess::stop);
	}

	/**
	 * What services write first makes brokers begin new segments, and compact the old
	 * ones. All customers have their answers, of which the audit is to know before.
	 */
	private static void readBeforeCompaction(FaultBed bed) {
		await("the audit has read what there is").until(() -> bed.readOn() >= 0);
	}

	/**
	 * All mails of each: those that nobody has tried yet would be given as long again.
	 */
	private static void mailsWaitOf(KeyedOrders orders) {
		await("mails wait").until(() -> told(orders.bed(), "order_mails_waiting", orders.ids())
			.filter((each) -> each.value().contains("finalizado"))
			.map(ConsumerRecord::key)
			.distinct()
			.count() == KeyedOrders.COUNT);
	}

	/** Known are the old one and the new one; from the next start on. */
	private static void changeSecret(FaultBed bed) throws IOException {
		String old = Files.readString(bed.logs().resolveSibling("idempotency-secret")).strip();
		processes(bed, Service.REQUEST).forEach((each) -> bed.folder()
			.options(each,
					"-Dreparto.idempotency.secret=" + NEW_SECRET + " -Dreparto.idempotency.other-secrets=" + old));
	}

	private static void writeOddRecords(FaultBed bed) {
		Set<String> odd = Set.of("it has no time", "it is not JSON");
		Stream.concat(OddRecord.requests(AgeingFaultTests::order), OddRecord.progress(AgeingFaultTests::order))
			.filter((each) -> odd.contains(each.sentence()))
			.forEach((each) -> {
				bed.forged(each.order().id().toString());
				each.write(bed.bootstrapServers(), null);
			});
	}

	private static OrderBuilder order() {
		return OrderBuilder.anOrder().id(UUID.randomUUID()).requestedAt(Instant.now()).everyStep(Duration.ofSeconds(1));
	}

	private static boolean areForgotten(FaultBed bed, Set<String> ids) {
		return bed.services()
			.present(Service.NOTIFICATION)
			.allMatch((each) -> ids.stream()
				.allMatch((id) -> bed.client().status(each.address(), id, "").statusCode() == 404));
	}

	/** The records that tell of these orders, without tombstones. */
	private static Stream<ConsumerRecord<String, String>> told(FaultBed bed, String topic, Set<String> ids) {
		try (var reader = TopicReader.ofStrings(bed.bootstrapServers(), topic)) {
			return reader.records().stream().filter((each) -> each.value() != null && ids.contains(each.key()));
		}
	}

}
