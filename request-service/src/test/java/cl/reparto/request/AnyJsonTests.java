package cl.reparto.request;

import java.net.http.HttpResponse;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any JSON at all at {@code POST /orders}.
 */
class AnyJsonTests {

	private final RunningService service = RunningService.withoutKafka();

	private final StandInLog log = this.service.bean(StandInLog.class);

	@Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
	void isTakenOrRefusedWithAProblem(@ForAll("bodies") String body) {
		this.log.clear();

		HttpResponse<String> answer = this.service.post(body);

		if (answer.statusCode() == 202) {
			assertThat(this.log.orders()).hasSize(1);
		}
		else {
			assertThat(this.log.orders()).isEmpty();
			assertThat(answer.statusCode()).as(answer.body()).isIn(400, 413);
			assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(JsonMapper.shared().readTree(answer.body()).get("type").stringValue()).isIn(
					"urn:reparto:problem:invalid-order", "urn:reparto:problem:malformed-body",
					"urn:reparto:problem:body-too-large");
		}
	}

	@Provide
	Arbitrary<String> bodies() {
		return AnyBody.bodies();
	}

}
