package cl.reparto.local.mail;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxTests {

	private final Mailbox mailbox = new Mailbox(2);

	@Test
	void hasTheNewestFirst() {
		add("one");
		add("two");

		assertThat(this.mailbox.mails()).extracting(ReceivedMail::subject).containsExactly("two", "one");
	}

	@Test
	void dropsTheOldestWhenFullButCountsThemAll() {
		add("one");
		add("two");
		add("three");

		assertThat(this.mailbox.mails()).extracting(ReceivedMail::subject).containsExactly("three", "two");
		assertThat(this.mailbox.received()).isEqualTo(3);
	}

	@Test
	void numbersGoOnAfterItIsCleared() {
		add("one");

		this.mailbox.clear();
		add("two");

		assertThat(this.mailbox.mails()).extracting(ReceivedMail::id).containsExactly(2L);
	}

	@Test
	void tellsEveryContentFromTheOneBefore() {
		long empty = this.mailbox.version();
		add("one");
		long one = this.mailbox.version();
		this.mailbox.clear();

		assertThat(one).isGreaterThan(empty);
		assertThat(this.mailbox.version()).isGreaterThan(one);
	}

	private void add(String subject) {
		this.mailbox.add((id) -> Mails.mail(id, subject));
	}

}
