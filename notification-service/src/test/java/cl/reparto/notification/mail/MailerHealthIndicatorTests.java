package cl.reparto.notification.mail;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import cl.reparto.notification.mail.progress.ReadingWatch;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MailerHealthIndicatorTests {

	private final AtomicLong nanos = new AtomicLong();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(MailerHealthIndicator.class);

	@Test
	void isWellWithoutAMailer() {
		this.runner.run((context) -> assertThat(context.getBean(MailerHealthIndicator.class).health())
			.isEqualTo(Health.up().build()));
	}

	@Test
	void saysWhyTheMailerIsNotReady() {
		this.runner.withBean(ReadingWatch.class, () -> new ReadingWatch(this.nanos::get)).run((context) -> {
			context.getBean(ReadingWatch.class);
			this.nanos.set(Duration.ofMinutes(1).toNanos());

			Health health = context.getBean(MailerHealthIndicator.class).health();

			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("why")).asString().contains("waiting for Kafka");
		});
	}

}
