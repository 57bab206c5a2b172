package cl.reparto.notification.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.smtp.Hold;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static cl.reparto.notification.mail.Orders.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole mailer between a real broker and a mail server.
 */
@Timeout(120)
@Tag("kafka")
class MailerTests {

	private static final Duration DEADLINE = Duration.ofMinutes(1);

	private MailerFixture fixture;

	@BeforeEach
	void prepare() throws InterruptedException {
		this.fixture = new MailerFixture();
	}

	@AfterEach
	void close() throws Exception {
		this.fixture.close();
	}

	@Test
	void mailsEachStatusInOrderAndNotesIt() {
		List<Orders> orders = Stream.generate(Orders::anOrder).limit(20).toList();
		this.fixture.start();

		orders.forEach(this.fixture::publish);

		for (Orders order : orders) {
			awaitMails(order.id(), 1, 2, 3, 4);
			awaitNotes(order.id(), 4);
			assertThat(this.fixture.noted(order.id())).extracting(OrderNotified::version).containsExactly(1, 2, 3, 4);
			assertThat(this.fixture.noted(order.id())).allMatch((note) -> note.outcome() == Outcome.SENT
					&& note.messageId().equals("<" + note.id() + "." + note.version() + "@reparto.example>"));
		}
	}

	@Test
	void notesARefusalAndGoesOn() {
		Orders order = anOrder();
		this.fixture.smtp.once("RCPT", "550 unknown");
		this.fixture.start();

		this.fixture.publish(order);

		awaitMails(order.id(), 2, 3, 4);
		awaitNotes(order.id(), 4);
		assertThat(this.fixture.noted(order.id())).extracting(OrderNotified::outcome)
			.containsExactly(Outcome.REJECTED, Outcome.SENT, Outcome.SENT, Outcome.SENT);
	}

	@Test
	void mailsADuplicateOnce() {
		Orders order = anOrder();
		OrderProgress first = order.at(Status.RECIBIDO);
		this.fixture.start();

		this.fixture.publish(first, first, order.at(Status.PREPARANDO), first, order.at(Status.ENTREGANDO));

		awaitMails(order.id(), 1, 2, 3);
	}

	@Test
	void neverMailsWhatWasNotCommitted() {
		Orders order = anOrder();
		this.fixture.start();

		this.fixture.publishAborted(order.at(Status.RECIBIDO));
		this.fixture.publish(order.at(Status.PREPARANDO));

		awaitMails(order.id(), 2);
	}

	@Test
	void putsPoisonAsideAndGoesOn() throws Exception {
		Orders order = anOrder();
		String key = order.id().toString();
		this.fixture.start();

		Place place = this.fixture.publish(key, "{\"name\": 7}");
		this.fixture.publish(order);

		awaitMails(order.id(), 1, 2, 3, 4);
		await().atMost(DEADLINE).until(() -> !this.fixture.deadLetters(key).isEmpty());
		ConsumerRecord<byte[], byte[]> dead = this.fixture.deadLetters(key).getFirst();
		assertThat(dead.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"name\": 7}");
		assertThat(header(dead, DeadLetter.WHY)).startsWith("not an OrderProgress");
		assertThat(header(dead, DeadLetter.TOPIC)).isEqualTo("order_processing");
		assertThat(header(dead, DeadLetter.PARTITION)).isEqualTo("" + place.partition());
		assertThat(header(dead, DeadLetter.OFFSET)).isEqualTo("" + place.offset());
	}

	@Test
	void commitsWhatIsDoneWithWhenItStops() throws Exception {
		Orders order = anOrder();
		this.fixture.start();
		this.fixture.publish(order);
		awaitNotes(order.id(), 4);

		this.fixture.stop();

		Place next = this.fixture.publish(order.id().toString(), "next");
		assertThat(this.fixture.committed()).containsEntry(partition(next), next.offset());
	}

	@Test
	void waitsForTheMailInALaneBeforeItStops() throws Exception {
		Orders order = anOrder();
		Hold goOn = this.fixture.smtp.hold(".");
		this.fixture.start();
		this.fixture.publish(order);
		await().atMost(DEADLINE).until(() -> this.fixture.smtp.commands().contains("held"));

		Thread stopping = Thread.startVirtualThread(this.fixture::stop);
		await().atMost(DEADLINE).until(MailerTests::isWithdrawing);
		goOn.release();
		stopping.join();

		assertThat(this.fixture.mailed(order.id())).containsExactly(1);
		assertThat(this.fixture.noted(order.id())).extracting(OrderNotified::version).containsExactly(1);
	}

	@Test
	void mailsNothingTwiceWhenItLosesItsPartitionsAndGetsThemAgain() throws Exception {
		Orders order = anOrder();
		Hold goOn = this.fixture.smtp.hold(".");
		this.fixture.start();
		this.fixture.publish(order);
		await().atMost(DEADLINE).until(() -> this.fixture.smtp.commands().contains("held"));

		this.fixture.expelAll();
		await().atMost(DEADLINE).until(MailerTests::isWithdrawing);
		goOn.release();

		awaitMails(order.id(), 1, 2, 3, 4);
		awaitNotes(order.id(), 4);
		assertThat(this.fixture.noted(order.id())).extracting(OrderNotified::version).containsExactly(1, 2, 3, 4);
	}

	@Test
	void commitsNothingPastAMailThatWaits() throws Exception {
		Orders order = anOrder().mailedTo("dead@example.cl");
		this.fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");
		MeterRegistry meters = meters(this.fixture.start());
		Place before = this.fixture.publish(order.id().toString(), "poison");
		this.fixture.publish(order);
		await().atMost(DEADLINE).until(() -> meters.get("reparto.mail.retries").counter().count() > 0);
		await().atMost(DEADLINE).until(() -> !this.fixture.deadLetters(order.id().toString()).isEmpty());

		this.fixture.stop();

		assertThat(this.fixture.committed()).containsEntry(partition(before), before.offset() + 1);
		this.fixture.smtp.takeEverything();
		this.fixture.start();
		awaitMails(order.id(), 1, 2, 3, 4);
	}

	@Test
	void notesLaterWhatWasMailedWhileKafkaWasAway() {
		Orders order = anOrder();
		this.fixture.smtp.reply("RCPT", "450 not yet");
		MeterRegistry meters = meters(this.fixture.start());
		this.fixture.publish(order);
		await().atMost(DEADLINE).until(() -> meters.get("reparto.mail.retries").counter().count() > 0);

		TestKafka.shared().pause();
		try {
			this.fixture.smtp.takeEverything();
			awaitMails(order.id(), 1);
		}
		finally {
			TestKafka.shared().resume();
		}

		awaitMails(order.id(), 1, 2, 3, 4);
		awaitNotes(order.id(), 4);
		assertThat(this.fixture.noted(order.id())).hasSize(4);
	}

	@Test
	void mailsNothingOfPartitionsThatMayBeAnothersByNow() {
		Orders order = anOrder();
		this.fixture.smtp.reply("RCPT", "450 not yet");
		MeterRegistry meters = meters(this.fixture.start());
		Counter tries = meters.get("reparto.mail.retries").counter();
		this.fixture.publish(order);
		await().atMost(DEADLINE).until(() -> tries.count() > 0);

		TestKafka.shared().pause();
		try {
			AtomicLong last = new AtomicLong();
			await().pollInterval(Duration.ofSeconds(1))
				.atMost(Consumers.SESSION)
				.until(() -> last.getAndSet((long) tries.count()) == last.get());
			this.fixture.smtp.takeEverything();
		}
		finally {
			TestKafka.shared().resume();
		}

		awaitMails(order.id(), 1, 2, 3, 4);
	}

	@Test
	void doesNotMailAgainAfterARestart() {
		Orders before = anOrder();
		Orders after = anOrder();
		this.fixture.start();
		this.fixture.publish(before);
		awaitMails(before.id(), 1, 2, 3, 4);

		this.fixture.stop();
		this.fixture.start();
		this.fixture.publish(after);

		awaitMails(after.id(), 1, 2, 3, 4);
		assertThat(this.fixture.mailed(before.id())).containsExactly(1, 2, 3, 4);
	}

	@Test
	void doesNotMailAgainWhatIsNotedEvenIfItWasNotCommitted() throws Exception {
		Orders order = anOrder();
		this.fixture.start();
		this.fixture.publish(order.at(Status.RECIBIDO), order.at(Status.PREPARANDO));
		awaitNotes(order.id(), 2);

		this.fixture.stop();
		this.fixture.forgetCommits();
		this.fixture.start();
		this.fixture.publish(order.at(Status.ENTREGANDO), order.at(Status.FINALIZADO));

		awaitMails(order.id(), 1, 2, 3, 4);
	}

	@Test
	void passesOverBadNotesWhenItStarts() {
		Orders order = anOrder();
		this.fixture.start();
		this.fixture.stop();
		this.fixture.publish(order.at(Status.RECIBIDO));
		this.fixture.publishBadNotes();

		this.fixture.start();

		awaitMails(order.id(), 1);
	}

	@Test
	void letsADeadMailboxHoldUpNobodyElse() {
		Orders dead = anOrder().mailedTo("dead@example.cl");
		List<Orders> others = Stream.generate(Orders::anOrder).limit(20).toList();
		this.fixture.smtp.reply("RCPT TO:<dead@example.cl>", "450 full");
		this.fixture.start();
		this.fixture.publish(dead);

		others.forEach(this.fixture::publish);
		others.forEach((order) -> awaitNotes(order.id(), 4));
		this.fixture.stop();
		this.fixture.start();
		this.fixture.smtp.takeEverything();

		awaitMails(dead.id(), 1, 2, 3, 4);
		assertThat(others)
			.allSatisfy((order) -> assertThat(this.fixture.mailed(order.id())).containsExactly(1, 2, 3, 4));
	}

	@Test
	void waitsWithABoundedBacklogWhileTheMailServerIsAway() {
		List<Orders> orders = Stream.generate(Orders::anOrder).limit(5).toList();
		this.fixture.smtp.reply("greeting", "421 away");
		MeterRegistry meters = meters(
				this.fixture.start("reparto.mail.backlog=5", "spring.kafka.consumer.max-poll-records=1"));

		orders.forEach(this.fixture::publish);
		await().atMost(DEADLINE).until(() -> meters.get("reparto.mail.retries").counter().count() > 10);
		assertThat(meters.get("reparto.mail.waiting").gauge().value()).isEqualTo(5);
		this.fixture.smtp.takeEverything();

		orders.forEach((order) -> awaitMails(order.id(), 1, 2, 3, 4));
	}

	@Test
	void sharesTheWorkWithoutMailingTwice() {
		List<Orders> orders = new ArrayList<>();
		this.fixture.start();
		publishOneMore(orders);
		awaitMails(orders.getFirst().id(), 1, 2, 3, 4);

		ConfigurableApplicationContext second = this.fixture.start();
		await().atMost(DEADLINE).until(() -> {
			publishOneMore(orders);
			return sent(second) > 0;
		});

		orders.forEach((order) -> awaitMails(order.id(), 1, 2, 3, 4));
	}

	@Test
	void keepsItsConnections() {
		List<Orders> orders = Stream.generate(Orders::anOrder).limit(30).toList();
		this.fixture.start();

		orders.forEach(this.fixture::publish);

		orders.forEach((order) -> awaitMails(order.id(), 1, 2, 3, 4));
		assertThat(this.fixture.smtp.connections()).isLessThanOrEqualTo(3);
	}

	@Test
	void closesAConnectionThatIsNotUsed() {
		Orders order = anOrder();
		this.fixture.start("reparto.mail.idle=100ms");

		this.fixture.publish(order);

		awaitMails(order.id(), 1, 2, 3, 4);
		await().atMost(DEADLINE).until(() -> this.fixture.smtp.openConnections() == 0);
	}

	@Test
	void countsWhatItDoes() throws Exception {
		Orders order = anOrder().mailedTo("fussy@example.cl");
		this.fixture.smtp.once("RCPT TO:<fussy@example.cl>", "450 not yet");
		this.fixture.smtp.once("RCPT TO:<fussy@example.cl>", "550 never");
		MeterRegistry meters = meters(this.fixture.start());

		this.fixture.publish(order.id().toString(), "poison");
		this.fixture.publish(order);

		awaitMails(order.id(), 2, 3, 4);
		await().atMost(DEADLINE).until(() -> meters.get("reparto.mail.waiting").gauge().value() == 0);
		assertThat(meters.get("reparto.mail.mails").tags("status", "recibido", "outcome", "rejected").counter().count())
			.isEqualTo(1);
		assertThat(meters.get("reparto.mail.mails").tags("status", "entregando", "outcome", "sent").counter().count())
			.isGreaterThanOrEqualTo(1);
		assertThat(meters.get("reparto.mail.retries").counter().count()).isEqualTo(1);
		assertThat(meters.get("reparto.dead.letters").counter().count()).isGreaterThanOrEqualTo(1);
		assertThat(meters.get("reparto.mail.smtp").timer().count()).isGreaterThanOrEqualTo(5);
		assertThat(meters.get("reparto.mail.lag").tag("status", "finalizado").timer().count())
			.isGreaterThanOrEqualTo(1);
	}

	@Test
	void doesNothingIfSwitchedOff() {
		ConfigurableApplicationContext context = this.fixture.start("reparto.mail.enabled=false");

		assertThat(context.getBeansOfType(Mailer.class)).isEmpty();
	}

	private void publishOneMore(List<Orders> orders) {
		orders.add(anOrder());
		this.fixture.publish(orders.getLast());
	}

	private void awaitMails(UUID id, Integer... versions) {
		await().atMost(DEADLINE).untilAsserted(() -> assertThat(this.fixture.mailed(id)).containsExactly(versions));
	}

	private void awaitNotes(UUID id, int count) {
		await().atMost(DEADLINE).until(() -> this.fixture.noted(id).size() >= count);
	}

	/** Whether the intake has been told to stop and waits for the lanes. */
	private static boolean isWithdrawing() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getName().equals("mail-intake"))
			.flatMap((thread) -> Stream.of(thread.getValue()))
			.anyMatch((frame) -> frame.getMethodName().equals("withdraw"));
	}

	private static TopicPartition partition(Place place) {
		return new TopicPartition("order_processing", place.partition());
	}

	private static double sent(ConfigurableApplicationContext mailer) {
		return meters(mailer).get("reparto.mail.mails").tags("status", "recibido", "outcome", "sent").counter().count();
	}

	private static MeterRegistry meters(ConfigurableApplicationContext mailer) {
		return mailer.getBean(MeterRegistry.class);
	}

	private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

}
