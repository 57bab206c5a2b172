package cl.reparto.guild.members;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a mail is tried again that could not be sent: after twice as long after each try,
 * and not for ever (RFC 5321, 4.5.4.1).
 *
 * @param first the wait after the first try
 * @param longest the longest wait
 * @param atMost after how long it is given up
 */
@ConfigurationProperties("reparto.guild.members.mail-retry")
record MailRetry(@DefaultValue("1m") Duration first, @DefaultValue("30m") Duration longest,
		@DefaultValue("4d") Duration atMost) {

	MailRetry {
		if (!first.isPositive() || longest.compareTo(first) < 0 || atMost.compareTo(longest) < 0) {
			throw new IllegalArgumentException(
					"reparto.guild.members.mail-retry needs at-most >= longest >= first > 0, not first=" + first
							+ ", longest=" + longest + ", at-most=" + atMost);
		}
	}

	Duration after(int tries) {
		Duration wait = this.first;
		for (int i = 1; i < tries && wait.compareTo(this.longest) < 0; i++) {
			wait = wait.multipliedBy(2);
		}
		return (wait.compareTo(this.longest) < 0) ? wait : this.longest;
	}

}
