package cl.reparto.faults.input;

import java.net.http.HttpResponse;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any JSON at all at {@code POST /orders}.
 */
class AnyJsonTests {

	private static final RunningSystem SYSTEM = RunningSystem.shared();

	private static final JsonMapper JSON = JsonMapper.shared();

	@AfterContainer
	static void whatWasTakenIsWalkedAndNothingElsePublished() {
		SYSTEM.assertInOrder();
	}

	@Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
	void isTakenOrRefusedWithAProblem(@ForAll("bodies") String body) {
		HttpResponse<String> answer = SYSTEM.post(body.getBytes(UTF_8));

		if (answer.statusCode() == 202) {
			SYSTEM.taken(answer);
		}
		else {
			assertThat(answer.statusCode()).as(answer.body()).isIn(400, 413);
			assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(JSON.readTree(answer.body()).get("type").stringValue()).isIn("urn:reparto:problem:invalid-order",
					"urn:reparto:problem:malformed-body", "urn:reparto:problem:body-too-large");
		}
	}

	@Provide
	Arbitrary<String> bodies() {
		return AnyBody.bodies();
	}

}
