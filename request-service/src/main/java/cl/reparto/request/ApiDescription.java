package cl.reparto.request;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

import cl.reparto.model.OrderRules;

import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

/**
 * What the OpenAPI description says beside what the controller does: every refusal, with
 * an example.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

	private static final String PROBLEM = "Problem";

	@Bean
	OpenAPI openApi() {
		return new OpenAPI().info(new Info().title("Reparto: request-service")
			.version("1")
			.description("Takes delivery orders. Every refusal is a problem (RFC 9457) that says what to do next."));
	}

	@Bean
	OpenApiCustomizer problemResponses() {
		return (api) -> {
			api.getComponents().addSchemas(PROBLEM, problemSchema());
			api.getPaths()
				.values()
				.stream()
				.flatMap((path) -> path.readOperations().stream())
				.forEach((operation) -> addProblems(operation.getResponses()));
		};
	}

	private static void addProblems(ApiResponses responses) {
		// The address and the method are right, or there would be no operation.
		for (Refusal refusal : EnumSet.complementOf(EnumSet.of(Refusal.UNKNOWN_PATH, Refusal.METHOD_NOT_ALLOWED))) {
			String status = Integer.toString(refusal.status().value());
			ApiResponse response = responses.computeIfAbsent(status, (_) -> problemResponse(refusal));
			response.getContent()
				.get(APPLICATION_PROBLEM_JSON_VALUE)
				.addExamples(refusal.wireName(), new Example().value(example(refusal)));
		}
	}

	private static ApiResponse problemResponse(Refusal refusal) {
		MediaType problem = new MediaType().schema(new JsonSchema().$ref(PROBLEM));
		ApiResponse response = new ApiResponse().description(refusal.status().getReasonPhrase())
			.content(new Content().addMediaType(APPLICATION_PROBLEM_JSON_VALUE, problem));
		if (refusal == Refusal.UNAVAILABLE) {
			response.addHeaderObject(HttpHeaders.RETRY_AFTER,
					new Header().description("Seconds to wait").schema(schema("integer")));
		}
		return response;
	}

	private static Map<String, Object> example(Refusal refusal) {
		ProblemDetail problem = refusal.toProblem();
		Map<String, Object> example = new LinkedHashMap<>();
		example.put("type", problem.getType());
		example.put("title", problem.getTitle());
		example.put("status", problem.getStatus());
		example.put("detail", problem.getDetail());
		example.put("instance", "/orders");
		if (refusal == Refusal.INVALID_ORDER) {
			example.put("errors", OrderRules.violations("", BigDecimal.ZERO, null));
		}
		return example;
	}

	private static Schema<?> problemSchema() {
		Schema<?> error = schema("object").addProperty("field", schema("string"))
			.addProperty("message", schema("string"));
		return schema("object").addProperty("type", schema("string").format("uri"))
			.addProperty("title", schema("string"))
			.addProperty("status", schema("integer"))
			.addProperty("detail", schema("string").description("What to do next"))
			.addProperty("instance", schema("string").format("uri-reference"))
			.addProperty("errors", schema("array").items(error).description("Each bad field of an invalid order"));
	}

	private static Schema<?> schema(String type) {
		return new JsonSchema().typesItem(type);
	}

}
