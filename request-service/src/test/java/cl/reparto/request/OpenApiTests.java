package cl.reparto.request;

import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import cl.reparto.local.openapi.DescribedApi;
import cl.reparto.service.web.ProblemKind;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI description says what this service does; {@link Problem} looks at the
 * problems.
 */
class OpenApiTests extends OnStandIns {

	private static final String TAKE = "POST /orders";

	private static final String LATER = "Fri, 01 Jan 2100 00:00:00 GMT";

	private static final Set<ProblemKind> KINDS = EnumSet.complementOf(EnumSet.of(ProblemKind.INVALID_QUERY,
			ProblemKind.UNKNOWN_ORDER, ProblemKind.INVALID_FIELDS, ProblemKind.OFFICIAL_ONLY, ProblemKind.SHOP_ONLY,
			ProblemKind.SHOP_ACTION, ProblemKind.ACTION_REFUSED, ProblemKind.ORDER_CHANGED, ProblemKind.INVALID_ACTION,
			ProblemKind.SHOP_WITHOUT_KEY, ProblemKind.UNKNOWN_TO_GUILD, ProblemKind.DECIDED_OTHERWISE,
			ProblemKind.TOO_MANY_NOTICES, ProblemKind.TOO_MANY_WRONG_KEYS, ProblemKind.UNKNOWN_DEAD_LETTER,
			ProblemKind.ALREADY_REDRIVEN, ProblemKind.REDRIVE_REFUSED, ProblemKind.DEAD_LETTER_GONE));

	private final DescribedApi api = DescribedApi.load();

	@Test
	void describesEveryAddressAndNoOther() {
		Set<String> mapped = this.service.bean(RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((mapping) -> mapping.getMethodsCondition()
				.getMethods()
				.stream()
				.flatMap((method) -> mapping.getPatternValues().stream().map((path) -> method + " " + path)))
			.collect(Collectors.toSet());

		assertThat(mapped).isEqualTo(this.api.operations("orders"));
	}

	@Test
	void describesEveryProblemAsItIsAndNoOther() {
		JsonMapper json = this.service.bean(JsonMapper.class);

		assertThat(this.api.problems(TAKE)).isEqualTo(KINDS.stream()
			.collect(Collectors.toMap(ProblemKind::wireName, (kind) -> json.valueToTree(kind.toProblem()))));
	}

	@Test
	void answersAnOrderAsDescribed() {
		HttpResponse<String> answer = this.service.post(anOrder().json());

		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(this.api.violations(TAKE, answer)).isEmpty();
	}

	@Test
	void servesTheDescription() {
		HttpResponse<String> description = this.service.get("/openapi.yml");

		assertThat(description.headers().firstValue("Content-Type")).contains("application/yaml");
		assertThat(description.body()).startsWith("openapi: 3.1");
	}

	/** All that it loads is here, and of this release: times of files tell nothing. */
	@ParameterizedTest
	@ValueSource(strings = { "src", "href" })
	void servesAPage(String attribute) {
		HttpResponse<String> page = this.service.get("/swagger-ui.html");

		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(Pattern.compile(attribute + "=\"([^\"]*)\"").matcher(page.body()).results()).hasSize(2)
			.extracting((link) -> this.service.send("GET", link.group(1), "", "If-Modified-Since", LATER))
			.allSatisfy((file) -> assertThat(file.statusCode()).isEqualTo(200))
			.allSatisfy((file) -> assertThat(file.headers().firstValue("Cache-Control")).contains("no-cache"));
	}

}
