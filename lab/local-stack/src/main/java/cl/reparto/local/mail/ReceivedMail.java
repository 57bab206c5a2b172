package cl.reparto.local.mail;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it came in. Headers are empty where the mail has none.
 *
 * @param id its number in the mailbox, from 1
 * @param messageId the {@code Message-ID}
 * @param from the sender
 * @param to the recipients
 * @param subject the subject
 * @param receivedAt when it came in
 * @param inReplyTo the {@code Message-ID} that it answers; null if none
 * @param references the {@code Message-ID}s of its conversation, oldest first
 * @param text the plain text part; null if there is none
 * @param html the HTML part; null if there is none
 */
public record ReceivedMail(long id, String messageId, String from, String to, String subject, Instant receivedAt,
		@Nullable String inReplyTo, List<String> references, @JsonIgnore @Nullable String text,
		@JsonIgnore @Nullable String html) {

	/**
	 * What the mails of a conversation have in common.
	 * @return the {@code Message-ID} of its first mail
	 */
	String conversation() {
		if (!this.references.isEmpty()) {
			return this.references.getFirst();
		}
		return (this.inReplyTo != null) ? this.inReplyTo : this.messageId;
	}

}
