package cl.reparto.local.mail;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InboxPageTests {

	private static final String HOSTILE = "<script>alert(1)</script>\" onload='x' &amp;";

	private final InboxPage page = new InboxPage(
			Clock.fixed(Instant.parse("2026-03-01T20:00:00Z"), ZoneOffset.ofHours(-3)));

	@Test
	void escapesEverythingThatAMailSays() {
		ReceivedMail hostile = new ReceivedMail(1, HOSTILE, HOSTILE, HOSTILE, HOSTILE, Instant.EPOCH, HOSTILE,
				List.of(HOSTILE), HOSTILE, HOSTILE);

		String html = this.page.page(List.of(hostile), 1L);

		assertThat(html).doesNotContain("<script>alert", "onload='", "\" onload")
			.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload&#x3D;&#39;x&#39; &amp;amp;");
	}

	@Test
	void keepsTheWritingDirectionOfAMailToItself() {
		assertThat(this.page.list(List.of(Mails.mail(1, "a\u202eb")), null)).contains("<bdi>a\u202eb</bdi>");
	}

	@Test
	void showsTheHtmlPartInAFrameThatRunsNoScript() {
		assertThat(this.page.page(List.of(Mails.mail(1, "A")), 1L))
			.contains("<iframe src=\"/messages/1/html\"",
					"sandbox=\"allow-same-origin allow-popups allow-popups-to-escape-sandbox\"")
			.doesNotContain("allow-scripts");
	}

	@Test
	void showsTheTextPartWhereThereIsNoHtml() {
		ReceivedMail plain = new ReceivedMail(1, "<1@x>", "a", "b", "c", Instant.EPOCH, null, List.of(), "Hola Ana",
				null);

		assertThat(this.page.page(List.of(plain), 1L)).contains("<pre dir=\"auto\">Hola Ana</pre>")
			.doesNotContain("<iframe");
	}

	@Test
	void showsAConversationAsOneRow() {
		ReceivedMail first = Mails.mail(1, "A");

		String html = this.page.list(List.of(Mails.mail(2, "A", first.messageId()), first), null);

		assertThat(html).containsOnlyOnce("class=\"row\"").contains("<span class=\"count\" title=\"mails\">2</span>");
	}

	@Test
	void opensTheMailThatIsAskedForAndMarksItsConversation() {
		ReceivedMail first = Mails.mail(1, "A");

		String html = this.page.page(List.of(Mails.mail(2, "A", first.messageId()), first), 2L);

		assertThat(html).containsOnlyOnce("<details class=\"mail\" open>").contains("aria-current=\"true\"");
	}

	@Test
	void tellsTodaysTimesInTheClocksZone() {
		assertThat(this.page.list(List.of(Mails.mail(1, "A")), null))
			.contains("<time datetime=\"2026-03-01T12:00:00Z\">09:00:00</time>");
	}

	@Test
	void saysWhatAnEmptyInboxWaitsFor() {
		assertThat(this.page.page(List.of(), null)).contains("No mail yet");
	}

	@Test
	void saysWhenAMailIsNoLongerKept() {
		assertThat(this.page.page(List.of(), 7L)).contains("no longer kept");
	}

	@Test
	void staysShortHoweverManyMailsThereAre() {
		List<ReceivedMail> many = LongStream.range(0, 1_000).mapToObj((id) -> Mails.mail(id, "A")).toList();

		assertThat(this.page.list(many, null).split("class=\"row\"")).hasSize(201);
	}

}
