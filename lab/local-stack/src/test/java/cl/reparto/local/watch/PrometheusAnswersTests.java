package cl.reparto.local.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cl.reparto.local.watch.Dashboard.Panel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Asks a real Prometheus all that the dashboards and the rules ask, after all other
 * tests.
 */
@Order(Integer.MAX_VALUE)
@Tag("prometheus")
@ExtendWith(WatchedStack.Shared.class)
class PrometheusAnswersTests {

	private static final Map<String, String> VARIABLES = Map.of("$__rate_interval", "10s", "$__range", "5m", "$status",
			"finalizado", "$job", ".+");

	/** What is asked for, with its labels. */
	private static final Pattern METRIC = Pattern
		.compile("\\b(?:reparto[_:]|kafka_|http_)\\w[\\w:]*(?:\\{[^}]*})?|\\bup\\b");

	private final RunningPrometheus prometheus;

	PrometheusAnswersTests(WatchedStack watched) {
		this.prometheus = watched.prometheus();
	}

	@Test
	void everyPanelShowsSomething() {
		List<Expression> expressions = Repository.dashboards()
			.stream()
			.flatMap((dashboard) -> dashboard.panels().stream())
			.flatMap(PrometheusAnswersTests::expressions)
			.toList();

		awaitAnswers(expressions);
	}

	@Test
	void everyRecordingRuleRecords() {
		awaitAnswers(rules(false).map((rule) -> new Expression(rule.name(), rule.name())).toList());
	}

	/** An alert's expression is empty while all is well; what it asks for is not. */
	@Test
	void everyAlertAsksForMetricsThatThereAre() {
		List<Expression> metrics = rules(true)
			.flatMap((rule) -> metrics(rule.expression()).map((metric) -> new Expression(rule.name(), metric)))
			.toList();

		assertThat(metrics).extracting(Expression::of).containsAll(rules(true).map(Rule::name).toList());
		awaitAnswers(metrics);
	}

	/** Those that nobody does count as zero, so the rule has an answer in any case. */
	@Test
	void seesEveryRoleOfTheGuildAtWork() {
		String roles = "reparto:guild_role:instances";

		await().atMost(WatchedStack.LIMIT)
			.untilAsserted(() -> assertThat(this.prometheus.query(roles)).hasSize(5).containsOnly("1"));
	}

	@Test
	void alertsOfDeadLettersOfOrdersAndOfTheGuild() {
		await().atMost(WatchedStack.LIMIT)
			.untilAsserted(
					() -> assertThat(this.prometheus.query("ALERTS{alertname=\"DeadLetters\",alertstate=\"firing\"}"))
						.hasSize(Traffic.POISONED.size()));
	}

	private void awaitAnswers(List<Expression> expressions) {
		await().atMost(WatchedStack.LIMIT)
			.pollInterval(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(expressions)
				.filteredOn((expression) -> this.prometheus.query(expression.promql()).isEmpty())
				.as("expressions without an answer")
				.isEmpty());
	}

	private static Stream<Rule> rules(boolean alerts) {
		return Repository.rules().stream().filter((rule) -> rule.isAlert() == alerts);
	}

	private static Stream<String> metrics(String expression) {
		return METRIC.matcher(expression).results().map(MatchResult::group).distinct();
	}

	private static Stream<Expression> expressions(Panel panel) {
		return panel.expressions().stream().map((expression) -> {
			String promql = expression;
			for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
				promql = promql.replace(variable.getKey(), variable.getValue());
			}
			return new Expression(panel.toString(), promql);
		});
	}

	/** What someone asks Prometheus, in PromQL. */
	private record Expression(String of, String promql) {
	}

}
