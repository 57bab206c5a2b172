package cl.reparto.notification.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

import cl.reparto.notification.mail.outbox.Backoff;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailer's settings.
 *
 * @param enabled whether to mail at all
 * @param from the sender, with or without a display name
 * @param zone where the customers are; times are told in it
 * @param lanes how many mails are sent at once, each over its own connection
 * @param backlog how many mails may wait before no more are read
 * @param retry how long a mail waits that its mailbox did not take; at most a minute of
 * it, all wait for a mail server that takes none
 * @param giveUpAfter how long an order's mails wait for their mailbox (RFC 5321, 4.5.4.1)
 * @param stateDir where they wait, a folder of this instance alone; read from Kafka at
 * each start
 * @param attempt how long an attempt to send a mail may last, connecting included; less
 * than {@code handover}, or one that outlives it is made twice
 * @param idle after how long without a mail a worker closes its connection
 * @param handover how long to wait for the mails that workers have before their
 * partitions are given up
 * @param instance this instance's own name, if it keeps one through restarts: then its
 * partitions wait for it a moment instead of moving away and back (KIP-345)
 */
@ConfigurationProperties("reparto.mail")
record MailSettings(@DefaultValue("true") boolean enabled,
		@DefaultValue("Reparto <pedidos@reparto.example>") String from, @DefaultValue("America/Santiago") ZoneId zone,
		@DefaultValue("8") int lanes, @DefaultValue("10000") int backlog, @DefaultValue Backoff retry,
		@DefaultValue("4d") Duration giveUpAfter, @DefaultValue("state/mail") Path stateDir,
		@DefaultValue("15s") Duration attempt, @DefaultValue("30s") Duration idle,
		@DefaultValue("20s") Duration handover, @Nullable String instance) {

	MailSettings {
		sender(from);
		require(lanes >= 1, "lanes", "1 or more", lanes);
		require(backlog >= 1, "backlog", "1 or more", backlog);
		require(idle.isPositive(), "idle", "above 0, such as 30s", idle);
		require(giveUpAfter.isPositive(), "give-up-after", "above 0, such as 4d", giveUpAfter);
		require(attempt.isPositive(), "attempt", "above 0, such as 15s", attempt);
		require(handover.compareTo(attempt) > 0, "handover", "longer than attempt (" + attempt + ")", handover);
		instance = (instance == null || instance.isBlank()) ? null : instance;
	}

	private static void require(boolean holds, String property, String what, Object value) {
		if (!holds) {
			throw new IllegalArgumentException("reparto.mail." + property + " must be " + what + ", not " + value);
		}
	}

	InternetAddress sender() {
		return sender(this.from);
	}

	private static InternetAddress sender(String from) {
		try {
			InternetAddress address = new InternetAddress(from, true);
			address.validate();
			require(address.getAddress().contains("@"), "from", "an address with a domain", from);
			return address;
		}
		catch (AddressException ex) {
			throw new IllegalArgumentException("reparto.mail.from must be one address such as"
					+ " Reparto <pedidos@reparto.example>, not " + from + ": " + ex.getMessage(), ex);
		}
	}

}
