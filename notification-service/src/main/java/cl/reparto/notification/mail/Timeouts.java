package cl.reparto.notification.mail;

import java.time.Duration;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a lane waits for the mail server.
 *
 * @param connect for a connection
 * @param read for each reply; one that comes later than this after a mail's last line
 * leaves in doubt whether the mail was taken, so it is sent again, with the same
 * {@code Message-ID}
 * @param write for each write
 */
record Timeouts(@DefaultValue("5s") Duration connect, @DefaultValue("30s") Duration read,
		@DefaultValue("30s") Duration write) {

	Timeouts {
		// Jakarta Mail counts in milliseconds and takes 0 for infinite.
		if (Stream.of(connect, read, write).anyMatch((timeout) -> timeout.toMillis() < 1)) {
			throw new IllegalArgumentException("reparto.mail.timeouts must be 1ms or more, not connect=" + connect
					+ ", read=" + read + ", write=" + write);
		}
	}

}
