package cl.reparto.notification.mail;

import java.time.Duration;

import cl.reparto.notification.mail.outbox.Backoff;
import cl.reparto.service.process.Worker;
import cl.reparto.service.web.StatusUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MailSettingsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Wiring.class);

	@Test
	void haveDefaults() {
		this.runner.run((context) -> {
			MailSettings settings = context.getBean(MailSettings.class);

			assertThat(settings.enabled()).isTrue();
			assertThat(settings.zone()).hasToString("America/Santiago");
			assertThat(settings.sender()).hasToString("Reparto <pedidos@reparto.example>");
			assertThat(settings.retry()).isEqualTo(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(30)));
		});
	}

	@ParameterizedTest
	@CsvSource({ "reparto.mail.lanes=0, reparto.mail.lanes", "reparto.mail.backlog=0, reparto.mail.backlog",
			"reparto.mail.idle=0s, reparto.mail.idle", "reparto.mail.handover=15s, reparto.mail.handover",
			"reparto.mail.give-up-after=0s, reparto.mail.give-up-after",
			"reparto.mail.attempt=0s, reparto.mail.attempt", "reparto.mail.retry.first=31m, reparto.mail.retry",
			"reparto.mail.from=nobody, reparto.mail.from", "'reparto.mail.from=a@b.cl, c@d.cl', reparto.mail.from",
			"reparto.status-url=localhost, reparto.status-url" })
	void refuseWhatCannotWork(String setting, String named) {
		this.runner.withPropertyValues(setting)
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining(named + " "));
	}

	@Test
	void switchTheMailerOff() {
		this.runner.withUserConfiguration(MailConfiguration.class)
			.withPropertyValues("reparto.mail.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Worker.class));
	}

	@EnableConfigurationProperties({ MailSettings.class, StatusUrl.class })
	static class Wiring {

	}

}
