package cl.reparto.faults.bed;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import cl.reparto.faults.audit.Entry;
import cl.reparto.faults.audit.Request;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.smtp.TakenMail;

/**
 * How long mails take from the status to the mail server; those to the slow mailbox
 * aside.
 */
public final class MailDelays {

	private static final Duration NOT_YET = Duration.ofDays(1);

	/** When each status of the time was reached, by the order's id and the version. */
	private final Map<String, Instant> reached = new HashMap<>();

	private final Instant from;

	private final Instant to;

	private MailDelays(Instant from, Instant to) {
		this.from = from;
		this.to = to;
	}

	/**
	 * The delays of mails about statuses reached within a time, shortest first; a day
	 * where none has come.
	 */
	public static List<Duration> in(FaultBed bed, Instant from, Instant to) {
		MailDelays delays = new MailDelays(from, to);
		try (TopicReader<String, byte[]> progress = Auditor.reader(bed.bootstrapServers(), "order_processing")) {
			progress.readOn((entry) -> delays.reached(Entry.of(entry)));
		}
		return delays.until(bed.mail().mails());
	}

	private void reached(Entry progress) {
		String email = progress.text("email");
		String text = progress.value().path("history").path(progress.version() - 1).path("at").asString("");
		if (text.isEmpty() || email.startsWith(Request.NOBODY) || email.startsWith(Request.SLOW)) {
			return;
		}
		Instant at = Instant.parse(text);
		if (!at.isBefore(this.from) && at.isBefore(this.to)) {
			this.reached.put(progress.text("id") + "." + progress.version(), at);
		}
	}

	private List<Duration> until(List<TakenMail> mails) {
		Map<String, Instant> taken = mails.stream()
			.collect(Collectors.toMap(MailDelays::status, TakenMail::at, (first, twin) -> first));
		return this.reached.entrySet().stream().map((status) -> {
			Instant mailed = taken.get(status.getKey());
			return (mailed != null) ? Duration.between(status.getValue(), mailed) : NOT_YET;
		}).sorted().toList();
	}

	private static String status(TakenMail mail) {
		return mail.messageId().substring(1, mail.messageId().indexOf('@'));
	}

}
