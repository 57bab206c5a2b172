package cl.reparto.local.mail;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConversationTests {

	@Test
	void mailsThatReferToTheSameFirstMailBelongTogether() {
		ReceivedMail first = Mails.mail(1, "A");
		ReceivedMail other = Mails.mail(2, "B");
		ReceivedMail answer = Mails.mail(3, "A", first.messageId());

		assertThat(Conversation.of(List.of(answer, other, first)))
			.containsExactly(new Conversation(List.of(answer, first)), new Conversation(List.of(other)));
	}

	@Test
	void theSameSubjectAloneDoesNotMakeAConversation() {
		assertThat(Conversation.of(List.of(Mails.mail(2, "A"), Mails.mail(1, "A")))).hasSize(2);
	}

}
