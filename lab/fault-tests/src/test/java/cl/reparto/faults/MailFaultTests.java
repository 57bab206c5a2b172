package cl.reparto.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import cl.reparto.faults.audit.Request;
import cl.reparto.faults.bed.FaultBed;
import cl.reparto.faults.bed.MailDelays;
import cl.reparto.faults.bed.ScriptedMail;
import cl.reparto.local.Metrics;
import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import cl.reparto.local.smtp.Hold;
import cl.reparto.local.smtp.Reply;
import cl.reparto.local.smtp.ScriptedSmtp;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mailers die in the midst of a delivery, and the mail server is dead, mute, slow or
 * lying.
 */
@ExtendWith(SharedFaults.class)
class MailFaultTests {

	private static final String VICTIM = "notification-1";

	/** Longer than a mailer waits for a reply, 5 s. */
	private static final Duration HANG = Duration.ofSeconds(8);

	/** Beyond the time in which a consumer must poll, once the outbox is full. */
	private static final Duration DOWN = Duration.ofSeconds(20);

	/**
	 * The outbox is full within 20 s; from then on a consumer must poll within 10 s, and
	 * no retry waits longer than 10 s.
	 */
	private static final Duration LATER = Duration.ofSeconds(45);

	private static final Duration SLOW = Duration.ofSeconds(2);

	private static final Duration PHASE = Duration.ofSeconds(6);

	private final Faults faults;

	MailFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Fault(part = 1)
	void mailsNothingTwiceAfterDeathBeforeData() throws Exception {
		this.faults.under("notification-1 killed (-9) before DATA", (bed, traffic) -> killWhileHeld(bed, "DATA"));
	}

	@Fault(part = 2)
	void mailsOnlyWhatWasInFlightTwiceAfterDeathAfterTheFinalDot() throws Exception {
		this.faults.counting("notification-1 killed (-9) after the final dot",
				(bed, traffic) -> killWhileHeld(bed, "."));
	}

	private static int killWhileHeld(FaultBed bed, String point) {
		Hold hold = holdEveryLane(bed, point);
		bed.services().process(Service.NOTIFICATION, 1).kill();
		hold.release();
		return hold.held(VICTIM);
	}

	@Fault(part = 3)
	void mailsOnlyWhatItCouldNotNoteTwiceAfterDeathAfterThe250() throws Exception {
		this.faults.counting("notification-1 killed (-9) after the 250, before a note", (bed, traffic) -> {
			Hold hold = holdEveryLane(bed, ".");
			bed.links().isolate(VICTIM);
			hold.release();
			traffic.goesOnFor(Duration.ofSeconds(1)); // for lanes that would go on
			bed.services().process(Service.NOTIFICATION, 1).kill();
			bed.links().heal();
			return hold.held(VICTIM);
		});
	}

	/** Who has waited too long for a reply comes again, and is held once more. */
	private static Hold holdEveryLane(FaultBed bed, String point) {
		long from = System.nanoTime();
		Hold hold = bed.mail().holdEvery(point);
		await("every lane is held").until(() -> hold.held(VICTIM) >= ScriptedMail.LANES);
		assertThat(hold.held(VICTIM)).as("held").isLessThanOrEqualTo(ScriptedMail.mostWithoutReply(from));
		return hold;
	}

	@Fault(part = 4)
	void survivesAServerThatHangsAtTheBanner() throws Exception {
		this.faults.under("mail server hangs at the banner for 8 s", (bed, traffic) -> {
			bed.mail().reply("greeting", Reply.HANG).reply("MAIL", "421 closing");
			traffic.goesOnFor(HANG);
			bed.mail().forget("MAIL");
			bed.mail().forget("greeting");
		});
	}

	/** Whether such a mail was taken is in doubt, so it is sent again. */
	@Fault(part = 3)
	void mailsOnlyWhatHungTwiceAfterAHangAfterTheFinalDot() throws Exception {
		this.faults.counting("mail server takes mails and hangs after the final dot", (bed, traffic) -> {
			long from = System.nanoTime();
			ScriptedSmtp mail = bed.mail().reply(".", Reply.TAKE_AND_HANG);
			await("every lane hangs").until(() -> mail.deliveriesInFlight() == 2 * ScriptedMail.LANES);
			mail.forget(".");
			return 2 * ScriptedMail.mostWithoutReply(from);
		});
	}

	@Fault(part = 3)
	void catchesUpAfterALongTimeOf4xx() throws Exception {
		this.faults.under("mail server says 4xx for 40 s", (bed, traffic) -> {
			Instant well = Instant.now().plus(LATER);
			bed.mail().reply("RCPT", "450 later");
			while (Instant.now().isBefore(well)) {
				traffic.goesOnFor(Duration.ofSeconds(5));
				assertThat(bed.finishesTheLatestOrder()).as("orders go on without mails").isTrue();
			}
			bed.mail().forget("RCPT");
		});
	}

	@Fault(part = 4)
	void staysInTheGroupWhileTheServerIsDown() throws Exception {
		this.faults.under("mail server down for 20 s, max.poll.interval.ms being 10 s", (bed, traffic) -> {
			ScriptedSmtp mail = bed.mail().reply("MAIL", "421 closing");
			await("nothing is in flight").until(() -> mail.deliveriesInFlight() == 0);
			double before = rebalances(bed);
			mail.stop();
			traffic.goesOnFor(DOWN);
			mail.forget("MAIL");
			int sent = mail.mails().size();
			mail.start();
			await("what waited goes out").until(() -> mail.mails().size() > sent + 2 * ScriptedMail.BACKLOG);
			traffic.goesOnFor(Duration.ofSeconds(3)); // for those that would join again
			assertThat(rebalances(bed)).as("rebalances").isEqualTo(before);
		});
	}

	/** Each member counts the generations of its group that it has seen begin. */
	private static double rebalances(FaultBed bed) {
		return bed.services()
			.present(Service.NOTIFICATION)
			.map((each) -> new Metrics(each.actuator()))
			.mapToDouble((each) -> each.sum("kafka_consumer_coordinator_rebalance_total", "notification-mail"))
			.sum();
	}

	@Fault(part = 1)
	void sendsNothingInPlainWhereStarttlsIsRequired() throws Exception {
		this.faults.under("STARTTLS stripped", (bed, traffic) -> {
			StackProcess strict = bed.services().process(Service.NOTIFICATION, ScriptedMail.STRICT);
			ScriptedSmtp mail = bed.mail();
			bed.services().with(Service.NOTIFICATION, ScriptedMail.STRICT);
			strict.start();
			await("it has mails to send").until(() -> mail.timesHeard(strict.name(), "EHLO") > 0);
			traffic.goesOnFor(Duration.ofSeconds(3));
			bed.services().without(Service.NOTIFICATION, ScriptedMail.STRICT);
			strict.stop();
			assertThat(mail.timesHeard(strict.name(), "MAIL")).as("mails begun in plain").isZero();
		});
	}

	/** Compared with before and after, since others may keep the machine busy. */
	@Fault(part = 2)
	void delaysNoOtherForASlowMailbox() throws Exception {
		this.faults.under("one slow mailbox (2 s a delivery) for 6 s", (bed, traffic) -> {
			Instant before = Instant.now();
			traffic.goesOnFor(PHASE);
			Instant from = Instant.now();
			bed.mail().reply("RCPT TO:<" + Request.SLOW, Reply.USUAL.after(SLOW));
			traffic.goesOnFor(PHASE);
			Instant to = Instant.now();
			bed.mail().forget("RCPT TO:<" + Request.SLOW);
			traffic.goesOnFor(SLOW.multipliedBy(2)); // for those that are late
			Instant after = Instant.now();
			traffic.goesOnFor(PHASE.dividedBy(2));
			Duration usual = Collections
				.max(List.of(nineOfTen(bed, before, from), nineOfTen(bed, after, Instant.now().minus(SLOW))));
			assertThat(nineOfTen(bed, from, to)).as("delay of 9 of 10 mails to others, usually " + usual)
				.isLessThan(usual.multipliedBy(2).plus(SLOW));
		});
	}

	private static Duration nineOfTen(FaultBed bed, Instant from, Instant to) {
		List<Duration> delays = MailDelays.in(bed, from, to);
		return delays.get(delays.size() * 9 / 10);
	}

}
