package cl.reparto.request;

import java.net.http.HttpResponse;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import cl.reparto.local.openapi.DescribedApi;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A problem (RFC 9457) as an answer should be one.
 *
 * @param status the status
 * @param kind the end of its type
 */
record Problem(int status, String kind) {

	private static final DescribedApi API = DescribedApi.load();

	/**
	 * The answer is this problem as the description has it: it says what to do next, and
	 * nothing about us or of the customer's.
	 * @return the fields that it names
	 */
	List<String> assertIs(HttpResponse<String> answer) {
		String asked = answer.request().method() + " " + answer.request().uri().getPath();
		String operation = asked.endsWith(" /shop") ? asked : "POST /orders";
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(this.status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(API.violations(operation, answer)).isEmpty();
		return assertIs(answer.body());
	}

	/** The same for what came over a socket: the last answer there. */
	void assertIsRaw(String answer) {
		assertThat(answer).startsWith("HTTP/1.1 " + this.status)
			.containsIgnoringCase("\r\nContent-Type: application/problem+json");
		assertIs(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
	}

	/** The same for a body alone. */
	List<String> assertIs(String body) {
		assertThat(body).doesNotContainIgnoringCase("exception", "cl.reparto", "\\tat ", "tomcat", "<html", "Empanadas",
				"12990");
		JsonNode problem = JsonMapper.shared().readTree(body);
		assertThat(problem.path("type").asString("")).isEqualTo("urn:reparto:problem:" + this.kind);
		assertThat(problem.path("status").intValue()).isEqualTo(this.status);
		assertThat(problem.path("title").asString("")).isNotBlank();
		assertThat(problem.path("detail").asString("")).isNotBlank();
		return problem.path("errors").findValuesAsString("field");
	}

}
