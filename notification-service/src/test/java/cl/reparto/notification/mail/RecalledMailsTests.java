package cl.reparto.notification.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.local.smtp.TakenMail;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.command.MailCommand;
import cl.reparto.model.command.MailCommand.Action;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static cl.reparto.notification.mail.MailerFixture.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the mailer tells of advances that the shop may recall. Those with the same
 * settings follow each other, so that the mailer goes on.
 */
@Timeout(120)
@TestMethodOrder(MethodOrderer.MethodName.class)
@ResourceLock("mailer")
class RecalledMailsTests {

	private static final String WITHIN_2_S = "reparto.actions.recall-within=2s";

	private static final String WITHIN_5_S = "reparto.actions.recall-within=5s";

	private static MailerFixture fixture;

	@BeforeAll
	static void prepare(@TempDir Path folder) throws InterruptedException {
		fixture = new MailerFixture(folder);
	}

	@AfterAll
	static void close() {
		fixture.close();
	}

	@Test
	void tellsNothingOfAnAdvanceThatTheShopRecalls() {
		fixture.run(WITHIN_5_S);
		OrderProgress received = receivedNow();
		OrderProgress advanced = advancedByTheShop(received);
		OrderProgress recalled = recalled(advanced);

		fixture.publish(received, advanced);
		fixture.awaitNotes(received.id(), 1);
		fixture.publish(recalled, recalled.next(Instant.now(), later()));

		fixture.awaitMails(received.id(), 1, 4);
		fixture.awaitNotes(received.id(), 4);
		assertThat(fixture.noted(received.id())).extracting(OrderNotified::version).containsExactly(1, 2, 3, 4);
		assertThat(fixture.noted(received.id())).extracting(OrderNotified::outcome)
			.containsExactly(Outcome.SENT, Outcome.WITHDRAWN, Outcome.WITHDRAWN, Outcome.SENT);
	}

	@Test
	void tellsAnAdvanceByTheShopOnceItCannotBeRecalledAnyMoreAndWhatComesThereafter() {
		fixture.run(WITHIN_2_S);
		OrderProgress received = receivedNow();
		OrderProgress advanced = advancedByTheShop(received);

		fixture.publish(received, advanced, advanced.next(Instant.now(), later()));

		fixture.awaitMails(received.id(), 1, 2, 3);
		fixture.awaitNotes(received.id(), 3);
		assertThat(fixture.noted(received.id())).extracting(OrderNotified::outcome).containsOnly(Outcome.SENT);
		assertThat(fixture.noted(received.id()).get(1).at()).isAfter(advanced.reachedAt().plusSeconds(2));
		assertThat(mail(received, 1)).contains("alrededor");
		assertThat(mail(received, 2)).as("by then it has gone out").doesNotContain("alrededor");
	}

	@Test
	void setsRightWhatItHasToldBeforeItWasRecalled() {
		fixture.run(WITHIN_2_S);
		OrderProgress received = receivedNow();
		OrderProgress advanced = advancedByTheShop(received);
		fixture.publish(received, advanced);
		fixture.awaitMails(received.id(), 1, 2);

		fixture.publish(recalled(advanced));

		fixture.awaitMails(received.id(), 1, 2, 3);
	}

	/**
	 * The mailer comes back when the advance could go out, and the recall is not read.
	 */
	@Test
	void tellsNothingOfWhatWasRecalledWhileItWasAway() {
		fixture.run(WITHIN_5_S);
		OrderProgress received = receivedNow();
		OrderProgress advanced = advancedByTheShop(received);
		fixture.publish(received, advanced);
		await().atMost(DEADLINE).until(() -> ordersHeld() > 0);
		fixture.stop();
		fixture.publish(recalled(advanced));
		await().atMost(DEADLINE).until(() -> Instant.now().isAfter(advanced.reachedAt().plusSeconds(5)));

		fixture.start(WITHIN_5_S);

		fixture.awaitNotes(received.id(), 3);
		assertThat(fixture.mailed(received.id())).containsExactly(1);
		assertThat(fixture.noted(received.id())).extracting(OrderNotified::outcome)
			.containsExactly(Outcome.SENT, Outcome.WITHDRAWN, Outcome.WITHDRAWN);
	}

	@Test
	void notesOnceWhatIsRecalledThoughPartitionsMove() throws Exception {
		fixture.run(WITHIN_5_S);
		List<OrderProgress> advanced = Stream.generate(() -> advancedByTheShop(receivedNow())).limit(6).toList();
		advanced.forEach((order) -> fixture.publish(order.asOf(1), order));
		await().atMost(DEADLINE).until(() -> ordersHeld() == 6);

		fixture.start(WITHIN_5_S);
		fixture.expelAll();
		advanced.forEach((order) -> fixture.publish(recalled(order)));

		advanced.forEach((order) -> fixture.awaitNotes(order.id(), 3));
		assertThat(advanced).allSatisfy((order) -> {
			assertThat(fixture.mailed(order.id())).containsExactly(1);
			assertThat(fixture.noted(order.id())).extracting(OrderNotified::version).containsExactly(1, 2, 3);
		});
	}

	@Test
	void mailsOthersThoughMoreAdvancesWaitForTheShopThanTheBacklogHolds() {
		String[] settings = { "reparto.actions.recall-within=10m", "reparto.mail.backlog=8" };
		fixture.run(settings);
		List<OrderProgress> advanced = Stream.generate(() -> advancedByTheShop(receivedNow())).limit(20).toList();
		OrderBuilder other = anOrder();

		advanced.forEach((order) -> fixture.publish(order.asOf(1), order));
		await().atMost(DEADLINE).until(() -> ordersHeld() == 20);
		fixture.publish(other);

		fixture.awaitMails(other.id(), 1, 2, 3, 4);
		assertThat(fixture.gauge("reparto.mail.waiting.orders")).isZero();
		assertThat(advanced).allSatisfy((order) -> assertThat(fixture.mailed(order.id())).containsExactly(1));
		advanced.forEach((order) -> fixture.command(order.id(), new MailCommand(Action.GIVE_UP, null, null)));
		advanced.forEach((order) -> fixture.awaitMails(order.id(), 1, 2));
	}

	private static String mail(OrderProgress order, int version) {
		String id = "<" + order.id() + "." + version + "@";
		return fixture.smtp.mails()
			.stream()
			.filter((mail) -> mail.messageId().startsWith(id))
			.map(TakenMail::content)
			.collect(Collectors.joining());
	}

	private static OrderProgress receivedNow() {
		return anOrder().requestedAt(Instant.now()).at(Status.RECIBIDO);
	}

	private static OrderProgress advancedByTheShop(OrderProgress order) {
		return order.advanced(Actor.SHOP, Instant.now(), later());
	}

	private static OrderProgress recalled(OrderProgress order) {
		return order.recalled(Actor.SHOP, Instant.now(), later());
	}

	/** By when what an advance leads to is expected. */
	private static Instant later() {
		return Instant.now().plus(Duration.ofHours(1));
	}

	private double ordersHeld() {
		return fixture.gauge("reparto.mail.held.orders");
	}

}
