package cl.reparto.notification.mail;

import cl.reparto.notification.mail.progress.ReadingWatch;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the mailer can read what to mail; fine, too, if there is none. Readiness asks
 * for it by the name of {@code mailer}. A mail server that is away is no matter of
 * readiness: nothing would be gained.
 */
@Component
final class MailerHealthIndicator implements HealthIndicator {

	private final ObjectProvider<ReadingWatch> watch;

	MailerHealthIndicator(ObjectProvider<ReadingWatch> watch) {
		this.watch = watch;
	}

	@Override
	public Health health() {
		ReadingWatch reading = this.watch.getIfAvailable();
		String trouble = (reading != null) ? reading.trouble() : null;
		return (trouble == null) ? Health.up().build() : Health.down().withDetail("why", trouble).build();
	}

}
