package cl.reparto.local.watch;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class RunbookTests {

	private static final String PAGE = "docs/runbook.md#";

	static Stream<Rule> alerts() {
		return Repository.rules().stream().filter(Rule::isAlert);
	}

	@ParameterizedTest
	@MethodSource("alerts")
	void everyAlertSaysWhatIsWrongAndHowBad(Rule alert) {
		assertThat(alert.severity()).isIn("info", "warning", "critical");
		assertThat(alert.annotation("summary")).isNotBlank();
		assertThat(alert.annotation("description")).endsWith(".");
	}

	@ParameterizedTest
	@MethodSource("alerts")
	void everyAlertHasASectionThatNamesIt(Rule alert) {
		String page = alert.annotation("runbook_url");

		assertThat(page).startsWith(PAGE);
		assertThat(Repository.anchors()).contains(page.substring(PAGE.length()));
		assertThat(Repository.runbook().lines()).anyMatch((line) -> line.startsWith("`" + alert.name() + "`"));
	}

}
