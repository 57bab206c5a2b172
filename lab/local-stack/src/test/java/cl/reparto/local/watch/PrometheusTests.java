package cl.reparto.local.watch;

import java.util.List;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Has a real Prometheus watch the system as it works, before all other tests. Needs
 * {@code prometheus} on the path; {@code .ci/run} runs it.
 */
@Order(1)
@Tag("prometheus")
@ExtendWith(WatchedStack.Shared.class)
class PrometheusTests {

	private final WatchedStack watched;

	PrometheusTests(WatchedStack watched) {
		this.watched = watched;
	}

	@Test
	void reachesEveryServiceAndBroker() {
		await().atMost(WatchedStack.LIMIT)
			.untilAsserted(() -> assertThat(this.watched.prometheus().query("up")).hasSize(this.watched.processes())
				.containsOnly("1"));
	}

	@Test
	void evaluatesEveryRuleWithoutAnError() {
		List<String> names = Repository.rules().stream().map(Rule::name).toList();

		await().atMost(WatchedStack.LIMIT)
			.untilAsserted(() -> assertThat(this.watched.prometheus().rules())
				.allSatisfy((rule) -> assertThat(rule.get("health").stringValue()).isEqualTo("ok"))
				.extracting((rule) -> rule.get("name").stringValue())
				.containsExactlyElementsOf(names));
	}

}
