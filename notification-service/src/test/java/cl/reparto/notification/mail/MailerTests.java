package cl.reparto.notification.mail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.order.OddRecord;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.local.smtp.Hold;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.command.MailCommand;
import cl.reparto.model.command.MailCommand.Action;
import cl.reparto.notification.mail.outbox.MailLease;
import cl.reparto.notification.mail.outbox.RecordPosition;
import cl.reparto.notification.mail.waiting.WaitingMails;
import cl.reparto.service.process.Worker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ConfigurableApplicationContext;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static cl.reparto.notification.mail.MailerFixture.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole mailer between a real broker and a mail server.
 */
@Timeout(120)
@ResourceLock("mailer")
class MailerTests {

	private static MailerFixture fixture;

	private MeterRegistry meters;

	private double retries;

	@BeforeAll
	static void prepare(@TempDir Path folder) throws InterruptedException {
		fixture = new MailerFixture(folder);
	}

	@AfterAll
	static void close() {
		fixture.close();
	}

	@BeforeEach
	void run() {
		this.meters = meters(fixture.run());
		this.retries = retries();
	}

	@Test
	void mailsEachStatusInOrderAndNotesIt() {
		List<OrderBuilder> orders = Stream.generate(OrderBuilder::anOrder).limit(8).toList();

		orders.forEach(fixture::publish);

		for (OrderBuilder order : orders) {
			fixture.awaitMails(order.id(), 1, 2, 3, 4);
			fixture.awaitNotes(order.id(), 4);
			assertThat(fixture.noted(order.id())).extracting(OrderNotified::version).containsExactly(1, 2, 3, 4);
			assertThat(fixture.noted(order.id())).allMatch((note) -> note.outcome() == Outcome.SENT
					&& note.messageId().equals("<" + note.id() + "." + note.version() + "@reparto.example>"));
		}
	}

	/**
	 * A transaction that was left open would end a worker, and its mail would come twice.
	 */
	@Test
	void stopsObeyingOnlyWhenNoWorkerWritesAnyMore() {
		ConfigurableApplicationContext context = fixture.run();

		assertThat(context.getBean("mailCommandsWorker", Worker.class).getPhase())
			.isLessThan(context.getBean("mailWorkers", Worker.class).getPhase());
	}

	@Test
	void notesARefusalAndGoesOn() {
		OrderBuilder order = anOrder();
		fixture.smtp.once("RCPT", "550 unknown");

		fixture.publish(order);

		fixture.awaitMails(order.id(), 2, 3, 4);
		fixture.awaitNotes(order.id(), 4);
		assertThat(fixture.noted(order.id())).extracting(OrderNotified::outcome)
			.containsExactly(Outcome.REJECTED, Outcome.SENT, Outcome.SENT, Outcome.SENT);
	}

	@Test
	void mailsADuplicateOnce() {
		OrderBuilder order = anOrder();
		OrderProgress first = order.at(Status.RECIBIDO);

		fixture.publish(first, first, order.at(Status.PREPARANDO), first, order.at(Status.ENTREGANDO));

		fixture.awaitMails(order.id(), 1, 2, 3);
	}

	@Test
	void neverMailsWhatWasNotCommitted() {
		OrderBuilder order = anOrder();

		fixture.publishAborted(order.at(Status.RECIBIDO));
		fixture.publish(order.at(Status.PREPARANDO));

		fixture.awaitMails(order.id(), 2);
	}

	@Test
	void putsPoisonAsideAndGoesOn() throws Exception {
		OrderBuilder order = anOrder();
		String key = order.id().toString();

		RecordPosition place = fixture.publish(key, "{\"name\": 7}");
		fixture.publish(order);

		fixture.awaitMails(order.id(), 1, 2, 3, 4);
		await().atMost(DEADLINE).until(() -> !fixture.deadLetters(key).isEmpty());
		ConsumerRecord<byte[], byte[]> dead = fixture.deadLetters(key).getFirst();
		assertThat(dead.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"name\": 7}");
		assertThat(header(dead, DeadLetter.WHY)).startsWith("not an OrderProgress");
		assertThat(header(dead, DeadLetter.TOPIC)).isEqualTo("order_processing");
		assertThat(header(dead, DeadLetter.PARTITION)).isEqualTo("" + place.partition());
		assertThat(header(dead, DeadLetter.OFFSET)).isEqualTo("" + place.offset());
	}

	@Test
	void mailsOrPutsAsideEveryRecordThatABrokerTakes() {
		Map<OddRecord, RecordPosition> places = new LinkedHashMap<>();
		OrderBuilder good = anOrder();

		OddRecord.progress(OrderBuilder::anOrder).forEach((odd) -> places.put(odd, fixture.publish(odd)));
		fixture.publish(good);

		fixture.awaitMails(good.id(), 1, 2, 3, 4);
		places.forEach((odd, place) -> {
			if (odd.why() == null) {
				fixture.awaitMails(odd.order().id(), 1);
			}
			else {
				await().atMost(DEADLINE).until(() -> fixture.deadLetters(place).size() == 1);
				assertThat(header(fixture.deadLetters(place).getFirst(), DeadLetter.WHY)).contains(odd.why());
			}
		});
	}

	@Test
	void commitsWhatIsDoneWithWhenItStops() throws Exception {
		OrderBuilder order = anOrder();
		fixture.publish(order);
		fixture.awaitNotes(order.id(), 4);

		fixture.stop();

		RecordPosition next = fixture.publish(order.id().toString(), "next");
		assertThat(fixture.committed()).containsEntry(partition(next), next.offset());
	}

	@Test
	void waitsForTheMailUnderWayBeforeItStops() throws Exception {
		OrderBuilder order = anOrder();
		Hold goOn = fixture.smtp.hold(".");
		fixture.publish(order);
		awaitADelivery();

		Thread stopping = Thread.startVirtualThread(fixture::stop);
		await().atMost(DEADLINE).until(MailerTests::isWithdrawing);
		goOn.release();
		stopping.join();

		assertThat(fixture.mailed(order.id())).containsExactly(1);
		assertThat(fixture.noted(order.id())).extracting(OrderNotified::version).containsExactly(1);
	}

	@Test
	void mailsNothingTwiceWhenItLosesItsPartitionsAndGetsThemAgain() throws Exception {
		OrderBuilder order = anOrder();
		Hold goOn = fixture.smtp.hold(".");
		fixture.publish(order);
		awaitADelivery();

		fixture.expelAll();
		await().atMost(DEADLINE).until(MailerTests::isWithdrawing);
		goOn.release();

		fixture.awaitMails(order.id(), 1, 2, 3, 4);
		fixture.awaitNotes(order.id(), 4);
		assertThat(fixture.noted(order.id())).extracting(OrderNotified::version).containsExactly(1, 2, 3, 4);
	}

	@Test
	void commitsPastAMailThatWaits() throws Exception {
		OrderBuilder order = anOrder().mailedTo("dead@example.cl");
		fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");
		fixture.publish(order);
		awaitARetry();
		RecordPosition after = fixture.publish(order.id().toString(), "poison");

		await().atMost(DEADLINE)
			.untilAsserted(() -> assertThat(fixture.committed()).containsEntry(partition(after), after.offset() + 1));
		fixture.stop();

		fixture.run();
		fixture.awaitMails(order.id(), 1, 2, 3, 4);
		fixture.awaitNotes(order.id(), 4);
	}

	/** Its next status may have been written before, and be read only now. */
	@Test
	void knowsWhatWasMailedOfWhatHasWaited() throws Exception {
		OrderProgress order = anOrder().mailedTo("dead@example.cl").at(Status.RECIBIDO);
		ConfigurableApplicationContext mailer = fixture.run();
		fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");
		RecordPosition at = fixture.publish(order.id().toString(),
				new String(Topics.ORDER_PROCESSING.write(order), StandardCharsets.UTF_8));
		await().atMost(DEADLINE).until(() -> ordersWaiting() > 0);

		fixture.smtp.takeEverything();

		await().atMost(DEADLINE).until(() -> ordersWaiting() == 0);
		assertThat(mailer.getBean(WaitingMails.class).knows(at.partition(), order.id(), 1)).isTrue();
		assertThat(mailer.getBean(WaitingMails.class).knows(at.partition(), order.id(), 2)).isFalse();
	}

	@Test
	void keepsTheOrderOfAnOrdersMailsThoughOneWaitsAndTheMailerIsStartedAgain() {
		OrderBuilder order = anOrder().mailedTo("dead@example.cl")
			.requestedAt(Instant.now())
			.everyStep(Duration.ofSeconds(1));
		fixture.publish(order.at(Status.RECIBIDO));
		fixture.awaitNotes(order.id(), 1);
		fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");
		fixture.publish(order.at(Status.PREPARANDO));
		await().atMost(DEADLINE).until(() -> ordersWaiting() > 0);
		fixture.stop();
		fixture.start();
		fixture.publish(order.at(Status.ENTREGANDO));
		OrderBuilder witness = anOrder();
		fixture.publish(witness);
		fixture.awaitNotes(witness.id(), 4);

		fixture.smtp.takeEverything();
		fixture.publish(order.at(Status.FINALIZADO));

		fixture.awaitMails(order.id(), 1, 2, 3, 4);
		fixture.awaitNotes(order.id(), 4);
		assertThat(fixture.noted(order.id())).extracting(OrderNotified::version).containsExactly(1, 2, 3, 4);
		assertThat(fixture.deadLetters(order.id().toString())).isEmpty();
	}

	@Test
	void mailsOthersThoughMoreMailsWaitThanTheBacklogHolds() {
		fixture.run("reparto.mail.backlog=40");
		List<OrderBuilder> dead = Stream.generate(() -> anOrder().mailedTo("dead@example.cl")).limit(12).toList();
		OrderBuilder other = anOrder();
		OrderBuilder later = anOrder();
		fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");

		dead.forEach(fixture::publish);
		fixture.publish(other);
		fixture.awaitMails(other.id(), 1, 2, 3, 4);
		fixture.stop();
		fixture.start("reparto.mail.backlog=40");
		fixture.publish(later);
		fixture.awaitMails(later.id(), 1, 2, 3, 4);

		fixture.smtp.takeEverything();
		dead.forEach((order) -> fixture.awaitMails(order.id(), 1, 2, 3, 4));
		dead.forEach((order) -> fixture.awaitNotes(order.id(), 4));
	}

	@Test
	void mailsOthersThoughMoreMailsAreForASlowDomainThanTheBacklogHolds() {
		fixture.run("reparto.mail.backlog=40", "reparto.mail.attempt=50s", "reparto.mail.handover=55s");
		List<OrderBuilder> slow = Stream.generate(() -> anOrder().mailedTo("ana@slow.example")).limit(12).toList();
		OrderBuilder other = anOrder();
		Hold hold = fixture.smtp.holdEvery("RCPT TO:<ana@slow.example>");

		slow.forEach(fixture::publish);
		await().atMost(DEADLINE).until(() -> hold.held(MailerFixture.CLIENT) == 1);
		fixture.publish(other);
		fixture.awaitMails(other.id(), 1, 2, 3, 4);

		hold.release();
		slow.forEach((order) -> fixture.awaitMails(order.id(), 1, 2, 3, 4));
		slow.forEach((order) -> fixture.awaitNotes(order.id(), 4));
	}

	@Test
	void givesUpOnAMailboxInTheEndAndSaysSo() {
		OrderBuilder order = anOrder().mailedTo("dead@example.cl");
		fixture.run("reparto.mail.give-up-after=300ms");
		fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");

		fixture.publish(order.at(Status.RECIBIDO), order.at(Status.PREPARANDO));

		fixture.awaitNotes(order.id(), 2);
		assertThat(fixture.noted(order.id())).extracting(OrderNotified::version).containsExactly(1, 2);
		assertThat(fixture.noted(order.id())).extracting(OrderNotified::outcome).containsOnly(Outcome.EXPIRED);
		fixture.smtp.takeEverything();
		fixture.publish(order.at(Status.ENTREGANDO));
		fixture.awaitMails(order.id(), 3);
	}

	/** Though the order is older than the partition that its id hashes to by now. */
	@Test
	void givesUpOnAnOrdersMailsWhenToldTo() {
		OrderBuilder order = anOrder().mailedTo("dead@example.cl");
		this.meters = meters(fixture.run("reparto.mail.retry.first=1h", "reparto.mail.retry.longest=1h"));
		fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");
		fixture.publishElsewhere(order.at(Status.RECIBIDO), order.at(Status.PREPARANDO));
		await().atMost(DEADLINE).until(() -> ordersWaiting() == 1);

		fixture.command(order.id(), new MailCommand(Action.GIVE_UP, null, null));

		fixture.awaitNotes(order.id(), 2);
		assertThat(fixture.noted(order.id())).extracting(OrderNotified::outcome).containsOnly(Outcome.EXPIRED);
		await().atMost(DEADLINE).until(() -> ordersWaiting() == 0);
	}

	/** Whatever becomes of the mail that is just being sent. */
	@ParameterizedTest
	@CsvSource({ "450 full, EXPIRED", "250 taken, SENT" })
	void givesUpOnMailsOfWhichAWorkerJustHasTheFirst(String reply, Outcome first) {
		OrderBuilder order = anOrder().mailedTo("dead@example.cl");
		OrderProgress last = order.at(Status.PREPARANDO);
		this.meters = meters(fixture.run("reparto.mail.retry.first=1h", "reparto.mail.retry.longest=1h"));
		fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");
		fixture.publish(order.at(Status.RECIBIDO), last);
		await().atMost(DEADLINE).until(() -> ordersWaiting() == 1);
		Hold hold = fixture.smtp.hold("RCPT");
		fixture.command(order.id(), new MailCommand(Action.SEND, last, Status.RECIBIDO));
		await().atMost(DEADLINE).until(() -> hold.held(MailerFixture.CLIENT) == 1);

		fixture.command(order.id(), new MailCommand(Action.GIVE_UP, null, null));
		Instant yesterday = Instant.now().minus(Duration.ofDays(1));
		fixture.awaitWaiting(order.id(), (waiting) -> waiting.since().isBefore(yesterday));
		fixture.smtp.takeEverything();
		fixture.smtp.once("RCPT", reply).reply("RCPT", "450 full");
		hold.release();

		fixture.awaitNotes(order.id(), 2);
		assertThat(fixture.noted(order.id())).extracting(OrderNotified::outcome)
			.containsExactly(first, Outcome.EXPIRED);
		await().atMost(DEADLINE).until(() -> ordersWaiting() == 0);
	}

	@Test
	void sendsAnewWhatWasRejectedWhenToldTo() {
		OrderBuilder order = anOrder();
		fixture.smtp.once("RCPT", "550 unknown").once("RCPT", "550 unknown");
		OrderProgress last = order.at(Status.PREPARANDO);
		fixture.publish(order.at(Status.RECIBIDO), last);
		fixture.awaitNotes(order.id(), 2);

		fixture.command(order.id(), new MailCommand(Action.SEND, last, Status.RECIBIDO));

		fixture.awaitMails(order.id(), 1, 2);
		fixture.awaitNotes(order.id(), 4);
		assertThat(fixture.noted(order.id())).extracting(OrderNotified::outcome)
			.containsExactly(Outcome.REJECTED, Outcome.REJECTED, Outcome.SENT, Outcome.SENT);
	}

	/** Who asks has seen the order a moment ago. */
	@Test
	void sendsAlsoWhatTheOrderHasComeToSinceItWasToldTo() {
		OrderBuilder order = anOrder().mailedTo("dead@example.cl");
		OrderProgress first = order.at(Status.RECIBIDO);
		fixture.run("reparto.mail.retry.first=1h", "reparto.mail.retry.longest=1h");
		fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");
		fixture.publish(first, order.at(Status.PREPARANDO));
		fixture.awaitWaiting(order.id(), (waiting) -> waiting.order().version() == 2);

		fixture.smtp.takeEverything();
		fixture.command(order.id(), new MailCommand(Action.SEND, first, Status.RECIBIDO));

		fixture.awaitMails(order.id(), 1, 2);
	}

	/** Whether those wait for their mailbox, or for the mail server. */
	@ParameterizedTest
	@CsvSource({ "RCPT TO:<dead@example.cl>, 450 full", "MAIL, 451 not now" })
	void sendsAlsoWhatIsOwedBeforeWhatItIsToldTo(String command, String reply) {
		OrderBuilder order = anOrder().mailedTo("dead@example.cl");
		OrderProgress last = order.at(Status.ENTREGANDO);
		this.meters = meters(fixture.run("reparto.mail.retry.first=1s", "reparto.mail.retry.longest=1h"));
		fixture.smtp.reply(command, reply);
		fixture.publish(order.at(Status.RECIBIDO), order.at(Status.PREPARANDO), last);
		awaitARetry();

		fixture.command(order.id(), new MailCommand(Action.SEND, last, null));
		fixture.awaitWaiting(order.id(), (waiting) -> waiting.order().version() == 3 && waiting.failures() == 0);
		fixture.smtp.takeEverything();

		fixture.awaitMails(order.id(), 1, 2, 3);
		fixture.awaitNotes(order.id(), 3);
		assertThat(fixture.noted(order.id())).extracting(OrderNotified::version).containsExactly(1, 2, 3);
	}

	@Test
	void doesOnceWhatItIsToldTo() {
		OrderBuilder order = anOrder();
		OrderBuilder other = anOrder();
		OrderProgress first = order.at(Status.RECIBIDO);
		fixture.publish(first, other.at(Status.RECIBIDO));
		fixture.awaitNotes(order.id(), 1);
		fixture.awaitNotes(other.id(), 1);
		fixture.command(order.id(), new MailCommand(Action.SEND, first, null));
		fixture.awaitNotes(order.id(), 2);

		fixture.stop();
		fixture.start();
		fixture.commandEverywhere(other.id(), new MailCommand(Action.SEND, other.at(Status.RECIBIDO), null));

		await().atMost(DEADLINE).until(() -> fixture.noted(other.id()).size() > 3);
		fixture.awaitMails(order.id(), 1, 1);
	}

	private double ordersWaiting() {
		return this.meters.get("reparto.mail.waiting.orders").gauge().value();
	}

	@Test
	void mailsEverythingThoughTheServerRefusedUsForAWhile() {
		List<OrderBuilder> orders = Stream.generate(OrderBuilder::anOrder).limit(3).toList();
		fixture.smtp.reply("MAIL", "550 5.4.5 Daily user sending limit exceeded");

		orders.forEach(fixture::publish);
		await().atMost(DEADLINE).until(() -> retries() > this.retries + 3);
		fixture.smtp.takeEverything();

		orders.forEach((order) -> fixture.awaitMails(order.id(), 1, 2, 3, 4));
		orders.forEach((order) -> fixture.awaitNotes(order.id(), 4));
		assertThat(orders).allSatisfy(
				(order) -> assertThat(fixture.noted(order.id())).allMatch((note) -> note.outcome() == Outcome.SENT));
	}

	@Test
	void mailsNothingTwiceThoughAServerTakesLongerThanAHandover() {
		List<OrderBuilder> orders = IntStream.range(0, 9)
			.mapToObj((number) -> anOrder().mailedTo("ana@" + number + ".example.cl"))
			.toList();
		fixture.run("reparto.mail.lanes=9");
		Hold slow = fixture.smtp.holdEvery("RCPT");
		orders.forEach((order) -> fixture.publish(order.at(Status.RECIBIDO)));
		await().atMost(DEADLINE).until(() -> slow.held(MailerFixture.CLIENT) == 9);
		fixture.smtp.holdEvery("RCPT").release();

		fixture.start("reparto.mail.lanes=9");
		await().atMost(DEADLINE)
			.until(() -> orders.stream().anyMatch((order) -> !fixture.mailed(order.id()).isEmpty()));
		slow.release();

		orders.forEach((order) -> fixture.awaitNotes(order.id(), 1));
		await().during(Duration.ofSeconds(1))
			.atMost(DEADLINE)
			.untilAsserted(
					() -> assertThat(orders).allSatisfy((order) -> assertThat(fixture.mailed(order.id())).hasSize(1)));
	}

	@Test
	void notesLaterWhatWasMailedWhileKafkaWasAway() {
		OrderBuilder order = publishOneThatWaits();

		fixture.whileKafkaIsAway(() -> {
			fixture.smtp.takeEverything();
			fixture.awaitMails(order.id(), 1);
		});

		fixture.awaitMails(order.id(), 1, 2, 3, 4);
		fixture.awaitNotes(order.id(), 4);
		assertThat(fixture.noted(order.id())).hasSize(4);
	}

	@Test
	void mailsNothingOfPartitionsThatMayBeAnothersByNow() {
		OrderBuilder order = publishOneThatWaits();

		fixture.whileKafkaIsAway(() -> {
			AtomicLong last = new AtomicLong();
			await().pollInterval(Duration.ofSeconds(1))
				.atMost(MailLease.SESSION)
				.until(() -> last.getAndSet((long) retries()) == last.get());
			fixture.smtp.takeEverything();
		});

		fixture.awaitMails(order.id(), 1, 2, 3, 4);
	}

	@Test
	void doesNotMailAgainWhatIsNotedEvenIfItWasNotCommitted() throws Exception {
		OrderBuilder order = anOrder();
		fixture.publish(order.at(Status.RECIBIDO), order.at(Status.PREPARANDO));
		fixture.awaitNotes(order.id(), 2);

		fixture.stop();
		fixture.forgetCommits();
		fixture.start();
		fixture.publish(order.at(Status.ENTREGANDO), order.at(Status.FINALIZADO));

		fixture.awaitMails(order.id(), 1, 2, 3, 4);
	}

	@Test
	void passesOverBadOutcomesWhenItStarts() {
		OrderBuilder order = anOrder();
		fixture.stop();
		fixture.publish(order.at(Status.RECIBIDO));
		fixture.publishBadOutcomes();

		fixture.start();

		fixture.awaitMails(order.id(), 1);
	}

	@Test
	void letsADeadMailboxHoldUpNobodyElse() {
		OrderBuilder dead = anOrder().mailedTo("dead@example.cl");
		List<OrderBuilder> others = Stream.generate(OrderBuilder::anOrder).limit(8).toList();
		fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");
		fixture.publish(dead);

		others.forEach(fixture::publish);
		others.forEach((order) -> fixture.awaitNotes(order.id(), 4));
		fixture.stop();
		fixture.start();
		fixture.smtp.takeEverything();

		fixture.awaitMails(dead.id(), 1, 2, 3, 4);
		assertThat(others).allSatisfy((order) -> assertThat(fixture.mailed(order.id())).containsExactly(1, 2, 3, 4));
	}

	@Test
	void waitsWithABoundedBacklogWhileTheMailServerIsAway() {
		List<OrderBuilder> orders = Stream.generate(OrderBuilder::anOrder).limit(5).toList();
		this.meters = meters(fixture.run("reparto.mail.backlog=5", "spring.kafka.consumer.max-poll-records=1"));
		fixture.smtp.reply("greeting", "421 away");

		orders.forEach(fixture::publish);
		await().atMost(DEADLINE).until(() -> retries() > 10);
		assertThat(this.meters.get("reparto.mail.waiting").gauge().value()).isEqualTo(5);
		fixture.smtp.takeEverything();

		orders.forEach((order) -> fixture.awaitMails(order.id(), 1, 2, 3, 4));
	}

	@Test
	void countsWhatItDoes() throws Exception {
		OrderBuilder order = anOrder().mailedTo("fussy@example.cl");
		fixture.stop();
		this.meters = meters(fixture.run());
		fixture.smtp.once("RCPT TO:<fussy@example.cl>", "450 not yet");
		fixture.smtp.once("RCPT TO:<fussy@example.cl>", "550 never");

		fixture.publish(order.id().toString(), "poison");
		fixture.publish(order);

		fixture.awaitMails(order.id(), 2, 3, 4);
		await().atMost(DEADLINE).until(() -> this.meters.get("reparto.mail.waiting").gauge().value() == 0);
		assertThat(this.meters.get("reparto.mail.mails")
			.tags("status", "recibido", "outcome", "rejected")
			.counter()
			.count()).isEqualTo(1);
		assertThat(
				this.meters.get("reparto.mail.mails").tags("status", "entregando", "outcome", "sent").counter().count())
			.isGreaterThanOrEqualTo(1);
		assertThat(retries()).isEqualTo(1);
		assertThat(this.meters.get("reparto.dead.letters").counter().count()).isGreaterThanOrEqualTo(1);
		assertThat(this.meters.get("reparto.mail.smtp").timer().count()).isGreaterThanOrEqualTo(5);
		assertThat(this.meters.get("reparto.mail.lag").tag("status", "finalizado").timer().count())
			.isGreaterThanOrEqualTo(1);
	}

	/** Publishes an order whose first mail the server has put off by now. */
	private OrderBuilder publishOneThatWaits() {
		OrderBuilder order = anOrder();
		fixture.smtp.reply("MAIL", "451 not yet");
		fixture.publish(order);
		awaitARetry();
		return order;
	}

	private void awaitARetry() {
		await().atMost(DEADLINE).until(() -> retries() > this.retries);
	}

	private static void awaitADelivery() {
		await().atMost(DEADLINE).until(() -> fixture.smtp.deliveriesInFlight() == 1);
	}

	/** How many mails have had to wait by now. */
	private double retries() {
		return this.meters.get("reparto.mail.retries").counters().stream().mapToDouble(Counter::count).sum();
	}

	/** Whether the consumer gives partitions up and waits for the workers. */
	private static boolean isWithdrawing() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getName().equals("progress-consumer"))
			.flatMap((thread) -> Stream.of(thread.getValue()))
			.anyMatch((frame) -> frame.getMethodName().equals("withdraw"));
	}

	private static TopicPartition partition(RecordPosition place) {
		return new TopicPartition("order_processing", place.partition());
	}

	private static MeterRegistry meters(ConfigurableApplicationContext mailer) {
		return mailer.getBean(MeterRegistry.class);
	}

	private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

}
