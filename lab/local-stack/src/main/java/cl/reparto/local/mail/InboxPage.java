package cl.reparto.local.mail;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import cl.reparto.local.page.PageFiles;
import com.samskivert.mustache.Template;
import org.jspecify.annotations.Nullable;

/**
 * The inbox in HTML. Everything that a mail says is escaped; its HTML part is shown in a
 * frame that runs nothing.
 */
final class InboxPage {

	private static final int SHOWN = 200;

	private static final int SNIPPET = 140;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

	static final PageFiles FILES = new PageFiles(InboxPage.class);

	private final Template page = FILES.template("inbox.html");

	private final Template list = FILES.template("list.html");

	private final Clock clock;

	/**
	 * A page whose times are told on a clock's zone.
	 * @param clock tells today from other days
	 */
	InboxPage(Clock clock) {
		this.clock = clock;
	}

	/**
	 * The whole page.
	 * @param mails newest first
	 * @param open the mail that is read; null for none
	 * @return HTML
	 */
	String page(List<ReceivedMail> mails, @Nullable Long open) {
		return this.page.execute(view(mails, open));
	}

	/**
	 * The list alone.
	 * @param mails newest first
	 * @param open the mail that is read; null for none
	 * @return HTML
	 */
	String list(List<ReceivedMail> mails, @Nullable Long open) {
		return this.list.execute(view(mails, open));
	}

	private View view(List<ReceivedMail> mails, @Nullable Long open) {
		List<Conversation> all = Conversation.of(mails);
		List<Shown> rows = all.stream()
			.limit(SHOWN)
			.map((each) -> shown(each.newest(), each.contains(open), each.mails().size()))
			.toList();
		List<ReceivedMail> read = all.stream()
			.filter((each) -> each.contains(open))
			.findFirst()
			.map(Conversation::mails)
			.orElse(List.of());
		return new View(rows, (all.size() > SHOWN) ? all.size() : null, open, open != null && read.isEmpty(),
				read.isEmpty() ? null : read.getFirst().subject(),
				read.reversed().stream().map((each) -> shown(each, Objects.equals(each.id(), open), 1)).toList());
	}

	private Shown shown(ReceivedMail mail, boolean current, int count) {
		String text = (mail.text() != null) ? mail.text().strip().replaceAll("\\s+", " ") : "";
		return new Shown(mail, time(mail), (text.length() <= SNIPPET) ? text : text.substring(0, SNIPPET) + "…",
				current, count);
	}

	private String time(ReceivedMail mail) {
		ZonedDateTime at = mail.receivedAt().atZone(this.clock.getZone());
		return at.format(at.toLocalDate().equals(LocalDate.now(this.clock)) ? TIME : DAY);
	}

	/**
	 * What the templates show.
	 *
	 * @param rows the list, a row for a conversation
	 * @param all how many conversations there are; null if all are in the list
	 * @param open the mail that is read; null for none
	 * @param gone whether that mail is no longer kept
	 * @param subject that of its conversation; null without one
	 * @param mails its conversation, oldest first
	 */
	private record View(List<Shown> rows, @Nullable Integer all, @Nullable Long open, boolean gone,
			@Nullable String subject, List<Shown> mails) {
	}

	/**
	 * A mail, alone or for its conversation.
	 *
	 * @param mail the mail
	 * @param time when it came
	 * @param snippet how it begins
	 * @param current whether it is the one that is read
	 * @param count how many mails it stands for
	 */
	private record Shown(ReceivedMail mail, String time, String snippet, boolean current, int count) {
	}

}
