package cl.reparto.local.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The OpenAPI description on the class path, {@code static/openapi.yml}: what it says of
 * an operation, which is called by method and path such as {@code POST /orders}.
 */
public final class DescribedApi {

	private static final String ID = "urn:openapi";

	private static final String PROBLEM = "application/problem+json";

	private static final List<String> COMMON = List.of("type", "title", "status", "detail");

	private final JsonNode document;

	private final SchemaRegistry schemas;

	private DescribedApi(JsonNode document) {
		this.document = document;
		this.schemas = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31(),
				(registry) -> registry.schemas(Map.of(ID, document.toString()))
					.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
	}

	/**
	 * Reads the description.
	 * @return what it says
	 */
	public static DescribedApi load() {
		try (InputStream in = DescribedApi.class.getResourceAsStream("/static/openapi.yml")) {
			return new DescribedApi(new YAMLMapper().readTree(in));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The operations of a service.
	 * @param tag the service's tag
	 * @return methods and paths
	 */
	public Set<String> operations(String tag) {
		Set<String> operations = new TreeSet<>();
		this.document.get("paths").forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
			if (operation.get("tags").valueStream().anyMatch((each) -> each.stringValue().equals(tag))) {
				operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
			}
		}));
		return operations;
	}

	/**
	 * The problems that an operation may answer, as the examples have them.
	 * @param operation the operation
	 * @return for each kind, by the name of its example, what all problems of this kind
	 * have in common: type, title, status and detail
	 * @throws IllegalStateException if one stands under another status than its own
	 */
	public Map<String, JsonNode> problems(String operation) {
		return responses(operation).propertyStream()
			.flatMap((response) -> resolve(response.getValue()).path("content")
				.path(PROBLEM)
				.path("examples")
				.propertyStream()
				.map((example) -> Map.entry(example.getKey(), problem(response.getKey(), example.getValue()))))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private JsonNode problem(String status, JsonNode example) {
		ObjectNode problem = ((ObjectNode) resolve(example).get("value")).deepCopy().retain(COMMON);
		if (!problem.path("status").toString().equals(status)) {
			throw new IllegalStateException("Stands under " + status + ": " + problem);
		}
		return problem;
	}

	/**
	 * Everything in which an answer is not as described.
	 * @param operation the operation that was asked for
	 * @param answer what was answered
	 * @return what is wrong; empty if all is well
	 */
	public List<String> violations(String operation, HttpResponse<String> answer) {
		JsonNode response = resolve(responses(operation).path(Integer.toString(answer.statusCode())));
		if (response.isMissingNode()) {
			return List.of("status " + answer.statusCode());
		}
		List<String> violations = new ArrayList<>();
		response.path("headers")
			.forEachEntry((name, header) -> violations.addAll(violations(name, resolve(header), answer)));
		if (response.has("content")) {
			String type = answer.headers().firstValue("Content-Type").orElse("no content type");
			JsonNode schema = response.get("content").path(type).path("schema");
			violations.addAll(schema.isMissingNode() ? List.of(type)
					: violations(schema, JsonMapper.shared().readTree(answer.body())));
		}
		else if (!answer.body().isEmpty()) {
			violations.add("a body: " + answer.body());
		}
		return violations;
	}

	private List<String> violations(String name, JsonNode header, HttpResponse<String> answer) {
		return answer.headers().firstValue(name).map((value) -> {
			boolean number = header.at("/schema/type").asString().equals("integer");
			JsonMapper json = JsonMapper.shared();
			return violations(header.get("schema"), number ? json.readTree(value) : json.valueToTree(value));
		}).orElseGet(() -> header.path("required").asBoolean() ? List.of("no header " + name) : List.of());
	}

	private List<String> violations(JsonNode schema, JsonNode value) {
		String reference = schema.path("$ref").asString("");
		var validator = reference.isEmpty() ? this.schemas.getSchema(schema)
				: this.schemas.getSchema(SchemaLocation.of(ID + reference));
		return validator.validate(value).stream().map(Object::toString).toList();
	}

	private JsonNode responses(String operation) {
		String[] parts = operation.split(" ");
		return this.document.get("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT)).path("responses");
	}

	private JsonNode resolve(JsonNode node) {
		return node.has("$ref") ? this.document.at(JsonPointer.compile(node.get("$ref").stringValue().substring(1)))
				: node;
	}

}
