package cl.reparto.local.watch;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cl.reparto.local.watch.Dashboard.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DashboardTests {

	/** They stack on a phone and fill the lines of a wall. */
	private static final Set<Integer> WIDTHS = Set.of(6, 8, 12, 24);

	/** Grafana has a shade of each for light and one for dark. */
	private static final Set<String> COLOURS = Set.of("text", "green", "orange", "red");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

	static List<Dashboard> dashboards() {
		return Repository.dashboards();
	}

	static Stream<Panel> panels() {
		return dashboards().stream().flatMap((dashboard) -> dashboard.panels().stream());
	}

	@Test
	void areFour() {
		assertThat(dashboards()).extracting(Dashboard::file)
			.containsExactly("gremio.json", "orders.json", "pipeline.json", "runtime.json");
		assertThat(dashboards()).extracting((dashboard) -> dashboard.text("uid")).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void tellWhatTheyAreForAndRefreshThemselves(Dashboard dashboard) {
		assertThat(dashboard.text("uid")).matches("[a-z-]{1,40}");
		assertThat(dashboard.text("title")).isNotBlank();
		assertThat(dashboard.text("description")).isNotBlank();
		assertThat(dashboard.text("refresh")).isIn("5s", "10s");
		assertThat(dashboard.json().path("time").path("from").asString("")).isIn("now-30m", "now-1h");
		assertThat(dashboard.json().path("schemaVersion").asInt(0)).as("Grafana 12").isGreaterThanOrEqualTo(41);
		assertThat(dashboard.panels()).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void haveAVariableForTheDataSourceAndUseNoneThatIsNotThere(Dashboard dashboard) {
		List<String> names = dashboard.variables().stream().map((each) -> each.path("name").asString("")).toList();
		Stream<String> used = VARIABLE.matcher(dashboard.json().toString()).results().map((result) -> result.group(1));

		assertThat(dashboard.variables()).anySatisfy((variable) -> {
			assertThat(variable.path("name").asString("")).isEqualTo("datasource");
			assertThat(variable.path("type").asString("")).isEqualTo("datasource");
			assertThat(variable.path("query").asString("")).isEqualTo("prometheus");
		});
		assertThat(used.filter((name) -> !name.startsWith("__") && !name.matches("\\d+"))).isSubsetOf(names);
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void numberTheirPanelsAndLayThemSideBySide(Dashboard dashboard) {
		List<Panel> all = dashboard.all();

		assertThat(all).extracting((panel) -> panel.json().path("id").asInt(-1))
			.doesNotHaveDuplicates()
			.doesNotContain(-1);
		assertThat(all).allSatisfy((panel) -> {
			assertThat(panel.place("w")).isIn(WIDTHS);
			assertThat(panel.place("x") + panel.place("w")).isLessThanOrEqualTo(24);
			assertThat(all).filteredOn((other) -> other != panel && overlaps(panel, other)).isEmpty();
		});
	}

	private static boolean overlaps(Panel one, Panel other) {
		return one.place("x") < other.place("x") + other.place("w")
				&& other.place("x") < one.place("x") + one.place("w")
				&& one.place("y") < other.place("y") + other.place("h")
				&& other.place("y") < one.place("y") + one.place("h");
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void useNoColourThatIsForLightOrDarkOnly(Dashboard dashboard) {
		Stream<String> colours = Stream.of("color", "fixedColor")
			.flatMap((field) -> dashboard.json().findValues(field).stream())
			.filter(JsonNode::isString)
			.map(JsonNode::stringValue);

		assertThat(colours).isSubsetOf(COLOURS);
	}

	@ParameterizedTest
	@MethodSource("panels")
	void everyPanelSaysWhatItShowsAndInWhichUnit(Panel panel) {
		assertThat(panel.text("title")).isNotBlank();
		assertThat(panel.text("description")).endsWith(".");
		assertThat(panel.unit()).isNotBlank();
	}

	@ParameterizedTest
	@MethodSource("panels")
	void everyPanelAsksTheDataSourceOfTheVariable(Panel panel) {
		assertThat(panel.targets()).isNotEmpty();
		assertThat(Stream.concat(Stream.of(panel.json()), panel.targets().stream()))
			.extracting((each) -> each.path("datasource").path("uid").asString(""))
			.containsOnly("${datasource}");
		assertThat(panel.expressions()).doesNotContain("").doesNotHaveDuplicates();
		assertThat(panel.targets()).extracting((target) -> target.path("refId").asString("")).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("panels")
	void everyLinkLeadsToAHeadingOfTheRunbook(Panel panel) {
		assertThat(panel.links()).allSatisfy((link) -> {
			assertThat(link).startsWith("/public/runbook.md#");
			assertThat(Repository.anchors()).contains(link.substring(link.indexOf('#') + 1));
		});
	}

	@Test
	void everyPanelOfDeadLettersLinksToTheRunbook() {
		assertThat(panels().filter((panel) -> panel.expressions().toString().contains("dead_letters"))).isNotEmpty()
			.allSatisfy((panel) -> assertThat(panel.links()).contains("/public/runbook.md#dead-letters"));
	}

}
