package cl.reparto.guild;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import cl.reparto.local.openapi.DescribedApi;
import cl.reparto.service.web.KnownAddresses;
import cl.reparto.service.web.ProblemKind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The OpenAPI description says what the guild does, but for its page and the forms on it.
 */
class OpenApiTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String KEY = "the-guilds-key";

	private static final Set<ProblemKind> NONE_OF_THE_GUILDS = EnumSet.of(ProblemKind.INVALID_ORDER,
			ProblemKind.UNKNOWN_ORDER, ProblemKind.SHOP_ONLY, ProblemKind.SHOP_ACTION, ProblemKind.ACTION_REFUSED,
			ProblemKind.ORDER_CHANGED, ProblemKind.INVALID_ACTION, ProblemKind.SHOP_WITHOUT_KEY,
			ProblemKind.SHOP_CLOSED, ProblemKind.UNKNOWN_DEAD_LETTER, ProblemKind.ALREADY_REDRIVEN,
			ProblemKind.REDRIVE_REFUSED, ProblemKind.DEAD_LETTER_GONE);

	@AutoClose
	private static RunningGuild guild;

	private final DescribedApi api = DescribedApi.load();

	@BeforeAll
	static void start(@TempDir Path folder) {
		guild = RunningGuild.start(folder, "--reparto.guild.key=" + KEY, "--reparto.mail.enabled=false");
	}

	@Test
	void describesEveryAddressAndNoOther() {
		Set<String> mapped = guild.bean(RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((mapping) -> mapping.getMethodsCondition()
				.getMethods()
				.stream()
				.flatMap((method) -> mapping.getPatternValues().stream().map((path) -> method + " " + path)))
			.filter((operation) -> !operation.contains(" /gremio"))
			.collect(Collectors.toSet());

		assertThat(mapped).isEqualTo(this.api.operations("guild"));
	}

	@Test
	void describesEveryProblemAsItIsAndNoOther() {
		Map<String, JsonNode> known = EnumSet.complementOf(EnumSet.copyOf(NONE_OF_THE_GUILDS))
			.stream()
			.collect(Collectors.toMap(ProblemKind::wireName, OpenApiTests::problem));
		Set<String> described = new TreeSet<>();
		for (String operation : this.api.operations("guild")) {
			this.api.problems(operation).forEach((kind, problem) -> {
				described.add(kind);
				assertThat(problem).as("%s of %s", kind, operation).isEqualTo(known.get(kind));
			});
		}

		assertThat(described).isEqualTo(known.keySet());
	}

	private static JsonNode problem(ProblemKind kind) {
		ProblemDetail problem = kind.toProblem();
		if (kind == ProblemKind.UNKNOWN_PATH) {
			problem.setDetail(guild.bean(KnownAddresses.class).detail());
		}
		return guild.bean(JsonMapper.class).valueToTree(problem);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/miembros    | {"nombre":"Ana","apellido":"P","rut":"7.654.321-6","correo":"a@b.cl","patente":"api-1","premium":true} | 202
					/miembros    | {"rut":"1"}                                                       | 400
					/ventas      | {"patente":"api-2","cliente":"Luis","cantidad":2,"stockRestante":60,"ubicacion":{"lat":-33.4,"lon":-70.6}} | 202
					/ventas      | {                                                                 | 400
					/ubicaciones | {"patente":"api-2","lat":91,"lon":-70.6}                          | 400
					/avisos      | {"patente":"api-3","lat":-33.4,"lon":-70.6,"agente":"Luis"}       | 202
					/avisos      | {"patente":null,"lat":-33.4,"lon":-70.6,"agente":"Luis"}          | 202
					/avisos      | {"patente":null,"lat":null,"lon":-70.6}                           | 400
					""")
	void takesAsDescribed(String path, String body, int status) {
		HttpResponse<String> answer = guild.post(path, body);

		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(this.api.violations("POST " + path, answer)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/solicitudes, 200", "/solicitudes?estado=x, 400", "/ventas-diarias, 200", "/stock?bajo=1000, 200",
			"/reposiciones, 200", "/reposiciones?estado=entregada, 200", "/profugos, 200", "/carritos, 200",
			"/carritos?estado=perdido, 200", "/carritos?limit=0, 400" })
	void showsAsDescribed(String question, int status) {
		HttpResponse<String> answer = guild.get(question);

		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(this.api.violations("GET " + question.replaceAll("\\?.*", ""), answer)).isEmpty();
	}

	@Test
	void letsOfficialsActAsDescribed() {
		String id = JsonMapper.shared()
			.readTree(guild.post("/miembros",
					"""
							{"nombre":"Eva","apellido":"P","rut":"9.876.543-3","correo":"a@b.cl","patente":"api-4","premium":true}""")
				.body())
			.get("id")
			.stringValue();
		guild.post("/avisos", """
				{"patente":"api-5","lat":-33.4,"lon":-70.6,"agente":"Luis"}""");
		await().atMost(PATIENCE).until(() -> guild.get("/solicitudes").body().contains(id));
		await().atMost(PATIENCE).until(() -> guild.get("/carritos/api-5").statusCode() == 200);
		await().atMost(PATIENCE).until(() -> guild.get("/profugos").body().contains("API-5"));

		check("GET /carritos/{patente}", guild.get("/carritos/api-5"), 200);
		check("GET /profugos", guild.get("/profugos"), 200);
		check("POST /solicitudes/{id}/decision", act("/solicitudes/" + id + "/decision", "{\"aceptada\":true}"), 200,
				202);
		await().atMost(PATIENCE).until(() -> guild.get("/miembros/api-4").statusCode() == 200);
		check("POST /solicitudes/{id}/decision", act("/solicitudes/" + id + "/decision", "{\"aceptada\":false}"), 409);
		check("GET /miembros/{patente}", guild.getAs(KEY, "/miembros/api-4"), 200);
		check("GET /miembros/{patente}", guild.get("/miembros/nobody"), 404);
		check("POST /carritos/{sujeto}/recuperacion", act("/carritos/api-5/recuperacion", ""), 200, 202);
		check("POST /carritos/{sujeto}/recuperacion", guild.post("/carritos/api-5/recuperacion", ""), 401);
		check("POST /reposiciones/{lote}/entrega", act("/reposiciones/999999/entrega", ""), 404);
	}

	private void check(String operation, HttpResponse<String> answer, Integer... statuses) {
		assertThat(answer.statusCode()).as(operation).isIn((Object[]) statuses);
		assertThat(this.api.violations(operation, answer)).as(operation).isEmpty();
	}

	private static HttpResponse<String> act(String path, String body) {
		return guild.post(path, body, "Authorization", "Bearer " + KEY);
	}

}
