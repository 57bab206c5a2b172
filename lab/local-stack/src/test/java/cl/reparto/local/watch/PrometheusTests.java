package cl.reparto.local.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cl.reparto.local.LocalStack;
import cl.reparto.local.RunningStack;
import cl.reparto.local.watch.Dashboard.Panel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Asks a real Prometheus all that the dashboards and the rules ask, while the system
 * works. Needs {@code prometheus} on the path; {@code .ci/run} runs it.
 */
@Tag("prometheus")
@ExtendWith(RunningStack.Shared.class)
class PrometheusTests {

	/** Micrometer looks for new metrics of Kafka each minute. */
	private static final Duration LIMIT = Duration.ofMinutes(3);

	private static final Map<String, String> VARIABLES = Map.of("$__rate_interval", "10s", "$__range", "5m", "$status",
			"finalizado", "$job", ".+");

	/** What is asked for, with its labels. */
	private static final Pattern METRIC = Pattern
		.compile("\\b(?:reparto[_:]|kafka_|http_)\\w[\\w:]*(?:\\{[^}]*})?|\\bup\\b");

	@TempDir
	private static Path folder;

	private static LocalStack stack;

	private static RunningPrometheus prometheus;

	private static Traffic traffic;

	@BeforeAll
	static void start(RunningStack running) throws Exception {
		stack = running.stack();
		Path configuration = stack.prometheus();
		assertThat(configuration).isNotNull();
		prometheus = new RunningPrometheus(configuration, folder);
		await().atMost(LIMIT).until(prometheus::isReady);
		traffic = new Traffic(stack);
	}

	@AfterAll
	static void stop() throws Exception {
		traffic.close();
		prometheus.close();
	}

	@Test
	void reachesEveryServiceAndBroker() {
		int processes = stack.services().size() + stack.brokers().size();

		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(prometheus.query("up")).hasSize(processes).containsOnly("1"));
	}

	@Test
	void everyPanelShowsSomething() {
		List<Expression> expressions = Repository.dashboards()
			.stream()
			.flatMap((dashboard) -> dashboard.panels().stream())
			.flatMap(PrometheusTests::expressions)
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

	@Test
	void evaluatesEveryRuleWithoutAnError() {
		List<String> names = Repository.rules().stream().map(Rule::name).toList();

		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(prometheus.rules())
				.allSatisfy((rule) -> assertThat(rule.get("health").stringValue()).isEqualTo("ok"))
				.extracting((rule) -> rule.get("name").stringValue())
				.containsExactlyElementsOf(names));
	}

	/** Those that nobody does count as zero, so the rule has an answer in any case. */
	@Test
	void seesEveryRoleOfTheGuildAtWork() {
		String roles = "reparto:guild_role:instances";

		await().atMost(LIMIT).untilAsserted(() -> assertThat(prometheus.query(roles)).hasSize(5).containsOnly("1"));
	}

	@Test
	void alertsOfDeadLettersOfOrdersAndOfTheGuild() {
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(prometheus.query("ALERTS{alertname=\"DeadLetters\",alertstate=\"firing\"}"))
				.hasSize(Traffic.POISONED.size()));
	}

	private static void awaitAnswers(List<Expression> expressions) {
		await().atMost(LIMIT)
			.pollInterval(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(expressions)
				.filteredOn((expression) -> prometheus.query(expression.promql()).isEmpty())
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
