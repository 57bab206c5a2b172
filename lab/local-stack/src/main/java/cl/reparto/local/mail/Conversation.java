package cl.reparto.local.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Mails that belong together, as mail programs see it.
 *
 * @param mails at least one, newest first
 */
record Conversation(List<ReceivedMail> mails) {

	/**
	 * Sorts mails into conversations.
	 * @param mails newest first
	 * @return the conversations, the one with the newest mail first
	 */
	static List<Conversation> of(List<ReceivedMail> mails) {
		Map<String, List<ReceivedMail>> byFirst = new LinkedHashMap<>();
		for (ReceivedMail mail : mails) {
			byFirst.computeIfAbsent(mail.conversation(), (first) -> new ArrayList<>()).add(mail);
		}
		return byFirst.values().stream().map(List::copyOf).map(Conversation::new).toList();
	}

	ReceivedMail newest() {
		return this.mails.getFirst();
	}

	boolean contains(@Nullable Long id) {
		return id != null && this.mails.stream().anyMatch((mail) -> mail.id() == id);
	}

}
