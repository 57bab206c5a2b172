package cl.reparto.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import cl.reparto.local.Metrics;
import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import cl.reparto.local.smtp.Hold;
import cl.reparto.local.smtp.Reply;
import cl.reparto.local.smtp.ScriptedSmtp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.Waiting.pass;
import static cl.reparto.faults.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mailers die in the midst of a delivery, and the mail server is dead, mute, slow or
 * lying.
 */
@Tag("faults")
@ExtendWith(SharedFaults.class)
class MailFaultTests {

	private static final String VICTIM = "notification-1";

	/** Longer than a mailer waits for a reply. */
	private static final Duration HANG = Duration.ofSeconds(12);

	/** Beyond the time in which a consumer must poll, once the outbox is full. */
	private static final Duration DOWN = Duration.ofSeconds(20);

	private static final Duration SLOW = Duration.ofSeconds(2);

	private static final Duration PHASE = Duration.ofSeconds(6);

	private final Faults faults;

	MailFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void mailsNothingTwiceAfterDeathBeforeData() throws Exception {
		this.faults.under("notification-1 killed (-9) before DATA", (town, traffic) -> killWhileHeld(town, "DATA"));
	}

	@Test
	void mailsOnlyWhatWasInFlightTwiceAfterDeathAfterTheFinalDot() throws Exception {
		this.faults.counting("notification-1 killed (-9) after the final dot",
				(town, traffic) -> killWhileHeld(town, "."));
	}

	private static int killWhileHeld(Town town, String point) {
		Hold hold = holdEveryLane(town, point);
		town.service(Service.NOTIFICATION, 1).kill();
		hold.release();
		return hold.held(VICTIM);
	}

	@Test
	void mailsOnlyWhatItCouldNotNoteTwiceAfterDeathAfterThe250() throws Exception {
		this.faults.counting("notification-1 killed (-9) after the 250, before a note", (town, traffic) -> {
			Hold hold = holdEveryLane(town, ".");
			town.links().isolate(VICTIM);
			hold.release();
			pass(Duration.ofSeconds(1)); // for lanes that would go on
			town.service(Service.NOTIFICATION, 1).kill();
			town.links().heal();
			return hold.held(VICTIM);
		});
	}

	/** Who has waited too long for a reply comes again, and is held once more. */
	private static Hold holdEveryLane(Town town, String point) {
		long from = System.nanoTime();
		Hold hold = town.mail().holdEvery(point);
		until("every lane is held", () -> hold.held(VICTIM) >= MailRoom.LANES);
		assertThat(hold.held(VICTIM)).as("held").isLessThanOrEqualTo(MailRoom.mostWithoutReply(from));
		return hold;
	}

	@Test
	void survivesAServerThatHangsAtTheBanner() throws Exception {
		this.faults.under("mail server hangs at the banner for 12 s", (town, traffic) -> {
			town.mail().reply("greeting", Reply.HANG).reply("MAIL", "421 closing");
			pass(HANG);
			town.mail().forget("MAIL");
			town.mail().forget("greeting");
		});
	}

	/** Whether such a mail was taken is in doubt, so it is sent again. */
	@Test
	void mailsOnlyWhatHungTwiceAfterAHangAfterTheFinalDot() throws Exception {
		this.faults.counting("mail server takes mails and hangs after the final dot", (town, traffic) -> {
			long from = System.nanoTime();
			ScriptedSmtp mail = town.mail().reply(".", Reply.TAKE_AND_HANG);
			until("every lane hangs", () -> mail.deliveriesInFlight() == 2 * MailRoom.LANES);
			mail.forget(".");
			return 2 * MailRoom.mostWithoutReply(from);
		});
	}

	@Test
	void catchesUpAfterTwoMinutesOf4xx() throws Exception {
		this.faults.under("mail server says 4xx for 2 minutes", (town, traffic) -> {
			Instant well = Instant.now().plus(Duration.ofMinutes(2));
			town.mail().reply("RCPT", "450 later");
			while (Instant.now().isBefore(well)) {
				pass(Duration.ofSeconds(10));
				assertThat(town.finishesTheLatestOrder()).as("orders go on without mails").isTrue();
			}
			town.mail().forget("RCPT");
		});
	}

	@Test
	void staysInTheGroupWhileTheServerIsDown() throws Exception {
		this.faults.under("mail server down for 20 s, max.poll.interval.ms being 10 s", (town, traffic) -> {
			ScriptedSmtp mail = town.mail().reply("MAIL", "421 closing");
			until("nothing is in flight", () -> mail.deliveriesInFlight() == 0);
			double before = rebalances(town);
			mail.stop();
			pass(DOWN);
			mail.forget("MAIL");
			int sent = mail.mails().size();
			mail.start();
			until("what waited goes out", () -> mail.mails().size() > sent + 2 * MailRoom.BACKLOG);
			pass(Duration.ofSeconds(3)); // for those that would join again
			assertThat(rebalances(town)).as("rebalances").isEqualTo(before);
		});
	}

	/** Each member counts the generations of its group that it has seen begin. */
	private static double rebalances(Town town) {
		return town.present(Service.NOTIFICATION)
			.map((each) -> new Metrics(each.actuator()))
			.mapToDouble((each) -> each.sum("kafka_consumer_coordinator_rebalance_total", "notification-mail"))
			.sum();
	}

	@Test
	void sendsNothingInPlainWhereStarttlsIsRequired() throws Exception {
		this.faults.under("STARTTLS stripped", (town, traffic) -> {
			StackProcess strict = town.service(Service.NOTIFICATION, MailRoom.STRICT);
			ScriptedSmtp mail = town.mail();
			town.with(Service.NOTIFICATION, MailRoom.STRICT);
			strict.start();
			until("it has mails to send", () -> mail.timesHeard(strict.name(), "EHLO") > 0);
			pass(Duration.ofSeconds(3));
			town.without(Service.NOTIFICATION, MailRoom.STRICT);
			strict.stop();
			assertThat(mail.timesHeard(strict.name(), "MAIL")).as("mails begun in plain").isZero();
		});
	}

	/** Compared with before and after, since others may keep the machine busy. */
	@Test
	void delaysNoOtherForASlowMailbox() throws Exception {
		this.faults.under("one slow mailbox (2 s a delivery) for 6 s", (town, traffic) -> {
			Instant before = Instant.now();
			pass(PHASE);
			Instant from = Instant.now();
			town.mail().reply("RCPT TO:<" + Request.SLOW, Reply.USUAL.after(SLOW));
			pass(PHASE);
			Instant to = Instant.now();
			town.mail().forget("RCPT TO:<" + Request.SLOW);
			pass(SLOW.multipliedBy(2)); // for those that are late
			Instant after = Instant.now();
			pass(PHASE.dividedBy(2));
			Duration usual = Collections
				.max(List.of(nineOfTen(town, before, from), nineOfTen(town, after, Instant.now().minus(SLOW))));
			assertThat(nineOfTen(town, from, to)).as("delay of 9 of 10 mails to others, usually " + usual)
				.isLessThan(usual.multipliedBy(2).plus(SLOW));
		});
	}

	private static Duration nineOfTen(Town town, Instant from, Instant to) {
		List<Duration> delays = MailDelays.in(town, from, to);
		return delays.get(delays.size() * 9 / 10);
	}

}
