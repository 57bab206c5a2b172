package cl.reparto.local.mail;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The inbox in HTML. Everything that a mail says is escaped; its HTML part is shown in a
 * frame that runs nothing.
 */
final class InboxPage {

	private static final int SHOWN = 200;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

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
		return """
				<!doctype html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark">
				<title>Reparto inbox</title>
				<link rel="icon" href="data:,">
				<link rel="stylesheet" href="/inbox.css">
				<script src="/inbox.js" defer></script>
				</head>
				<body data-open="%s">
				<header><h1><a href="/">Inbox</a></h1><button id="clear" type="button">Clear</button></header>
				<main>
				<nav id="list" aria-label="Conversations">
				%s</nav>
				<article>
				%s</article>
				</main>
				</body>
				</html>
				""".formatted((open != null) ? open : "", list(mails, open), reading(mails, open));
	}

	/**
	 * The list alone.
	 * @param mails newest first
	 * @param open the mail that is read; null for none
	 * @return HTML
	 */
	String list(List<ReceivedMail> mails, @Nullable Long open) {
		if (mails.isEmpty()) {
			return "<p class=\"empty\">No mail yet. Post an order and its customer's mails show up here.</p>\n";
		}
		List<Conversation> all = Conversation.of(mails);
		String rows = all.stream()
			.limit(SHOWN)
			.map((conversation) -> row(conversation, open))
			.collect(Collectors.joining());
		return (all.size() <= SHOWN) ? rows : rows + "<p class=\"empty\">The newest " + SHOWN + " of " + all.size()
				+ " conversations; all mails are in <a href=\"/api/messages\">/api/messages</a>.</p>\n";
	}

	private String row(Conversation conversation, @Nullable Long open) {
		ReceivedMail mail = conversation.newest();
		boolean current = open != null && conversation.contains(open);
		return """
				<a class="row" href="/messages/%d"%s>
				<span class="to"><bdi>%s</bdi></span>%s
				<span class="count" title="mails">%d</span>
				<span class="subject"><bdi>%s</bdi></span>
				<span class="snippet"><bdi>%s</bdi></span>
				</a>
				""".formatted(mail.id(), current ? " aria-current=\"true\"" : "", escape(mail.to()), time(mail),
				conversation.mails().size(), escape(mail.subject()), escape(snippet(mail)));
	}

	private String reading(List<ReceivedMail> mails, @Nullable Long open) {
		if (open == null) {
			return "<p class=\"empty\">Choose a conversation to read it.</p>\n";
		}
		Optional<Conversation> found = Conversation.of(mails)
			.stream()
			.filter((conversation) -> conversation.contains(open))
			.findFirst();
		return found.map((conversation) -> conversation(conversation, open))
			.orElse("<p class=\"empty\">This mail is no longer kept.</p>\n");
	}

	private String conversation(Conversation conversation, long open) {
		String mails = conversation.mails()
			.reversed()
			.stream()
			.map((mail) -> mail(mail, mail.id() == open))
			.collect(Collectors.joining());
		return "<a class=\"back\" href=\"/\">← Inbox</a>\n<h2><bdi>" + escape(conversation.newest().subject())
				+ "</bdi></h2>\n" + mails;
	}

	private String mail(ReceivedMail mail, boolean open) {
		return """
				<details class="mail"%s>
				<summary><span class="from"><bdi>%s</bdi></span>%s<span class="to">to <bdi>%s</bdi></span>\
				<span class="snippet"><bdi>%s</bdi></span></summary>
				%s</details>
				""".formatted(open ? " open" : "", escape(mail.from()), time(mail), escape(mail.to()),
				escape(snippet(mail)), body(mail));
	}

	private String body(ReceivedMail mail) {
		String text = (mail.text() != null) ? "<pre dir=\"auto\">" + escape(mail.text()) + "</pre>\n" : "";
		if (mail.html() == null) {
			return text;
		}
		String frame = """
				<iframe src="/messages/%d/html" title="The mail" loading="lazy" \
				sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>
				""".formatted(mail.id());
		return text.isEmpty() ? frame
				: frame + "<details class=\"plain\"><summary>Plain text part</summary>\n" + text + "</details>\n";
	}

	private String time(ReceivedMail mail) {
		ZonedDateTime at = mail.receivedAt().atZone(this.clock.getZone());
		boolean today = at.toLocalDate().equals(this.clock.instant().atZone(this.clock.getZone()).toLocalDate());
		return "<time datetime=\"" + mail.receivedAt() + "\">" + at.format(today ? TIME : DAY) + "</time>";
	}

	private static String snippet(ReceivedMail mail) {
		String text = (mail.text() != null) ? mail.text().strip().replaceAll("\\s+", " ") : "";
		return (text.length() <= 140) ? text : text.substring(0, 140) + "…";
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;")
			.replace("'", "&#39;");
	}

}
