package cl.reparto.service.process;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("nobody else is to say anything")
class TroubleLogTests {

	private static final Logger log = (Logger) LoggerFactory.getLogger(TroubleLogTests.class);

	private final TroubleLog trouble = new TroubleLog(log, "Cannot read");

	@BeforeAll
	static void logInformation() {
		log.setLevel(Level.INFO);
	}

	@Test
	void saysATroubleOnce(CapturedOutput output) {
		this.trouble.report("no broker");
		this.trouble.report("no broker");

		assertThat(output).containsOnlyOnce("Cannot read: no broker");
	}

	@Test
	void saysWhatHasChanged(CapturedOutput output) {
		this.trouble.report("no broker");
		this.trouble.report("no topic");

		assertThat(output).contains("Cannot read: no broker", "Cannot read: no topic");
	}

	@Test
	void saysOnceThatItIsOverAndThenTheNextTrouble(CapturedOutput output) {
		this.trouble.over();
		this.trouble.report("no broker");
		this.trouble.over();
		this.trouble.over();
		this.trouble.report("no broker");

		assertThat(output.toString().split("Cannot read: no broker", -1)).hasSize(3);
		assertThat(output).containsOnlyOnce("Over: Cannot read");
	}

	@Test
	void saysNotEachChangeOfMany(CapturedOutput output) {
		TroubleLog seldom = new TroubleLog(log, "Has to wait", Duration.ofMinutes(1));

		seldom.report("reply 450");
		seldom.report("reply 421");

		assertThat(output).contains("Has to wait: reply 450").doesNotContain("reply 421");
	}

}
