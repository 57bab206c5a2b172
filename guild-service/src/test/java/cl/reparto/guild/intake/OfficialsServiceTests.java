package cl.reparto.guild.intake;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.guild.RunningGuild;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What officials do, with every role at work on a real broker. */
class OfficialsServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String[] AS_OFFICIAL = { "Authorization", "Bearer the-guild-s-key-for-tests" };

	@AutoClose
	private static RunningGuild guild;

	@BeforeAll
	static void start(@TempDir Path folder) {
		guild = RunningGuild.start(folder, "--reparto.guild.key=the-guild-s-key-for-tests",
				"--reparto.mail.enabled=false");
	}

	@Test
	void theFirstWordOnAnApplicationStands() {
		String id = apply("11.111.111-1", "OF-1");

		HttpResponse<String> accepted = decide(id, true);
		HttpResponse<String> again = decide(id, true);
		HttpResponse<String> otherwise = decide(id, false);

		assertThat(accepted.statusCode()).isEqualTo(200);
		assertThat(accepted.body()).contains("\"estado\":\"aceptada\"");
		assertThat(again.body()).isEqualTo(accepted.body());
		assertThat(otherwise.statusCode()).isEqualTo(409);
		assertThat(guild.get("/miembros/OF-1").body()).contains("\"premium\":true").doesNotContain("11111111-1");
	}

	@Test
	void nobodyElseDecides() {
		assertThat(guild.post("/solicitudes/" + UUID.randomUUID() + "/decision", "{\"aceptada\":true}").statusCode())
			.isEqualTo(401);
		assertThat(guild.post("/reposiciones/1/entrega", "").statusCode()).isEqualTo(401);
		assertThat(guild.post("/carritos/OF-1/recuperacion", "").statusCode()).isEqualTo(401);
	}

	@Test
	void knowsNothingOfWhatWasNeverSent() {
		assertThat(decide(UUID.randomUUID().toString(), true).statusCode()).isEqualTo(404);
		assertThat(guild.post("/reposiciones/999/entrega", "", AS_OFFICIAL).statusCode()).isEqualTo(404);
		assertThat(guild.post("/carritos/OF-9/recuperacion", "", AS_OFFICIAL).statusCode()).isEqualTo(404);
		assertThat(guild.post("/reposiciones/uno/entrega", "", AS_OFFICIAL).statusCode()).isEqualTo(400);
	}

	/** Others of this broker may wait, too: with nine carts, the fifth is in a lot. */
	@Test
	void cartsThatRunLowAreALotUntilItIsDelivered() {
		IntStream.range(0, 9).forEach((cart) -> sell(cart, 4));
		await().atMost(PATIENCE).until(() -> guild.get("/reposiciones").body().contains("OFI-4"));
		String lote = guild.get("/reposiciones")
			.body()
			.replaceAll(".*\"lote\":(\\d+),\"carritos\":\\[[^]]*OFI-4.*", "$1");

		HttpResponse<String> delivered = guild.post("/reposiciones/" + lote + "/entrega", "", AS_OFFICIAL);

		assertThat(delivered.statusCode()).isEqualTo(200);
		assertThat(guild.get("/reposiciones").body()).doesNotContain("OFI-4");
		leaveNobodyWaiting();
	}

	private static void leaveNobodyWaiting() {
		IntStream.range(0, 9).forEach((cart) -> sell(cart, 60));
		await().atMost(PATIENCE).until(() -> !guild.get("/stock?limit=500").body().contains("OFI-"));
	}

	private static void sell(int cart, int left) {
		guild.post("/ventas", "{\"patente\":\"OFI-" + cart + "\",\"cliente\":\"Luis\",\"cantidad\":3,\"stockRestante\":"
				+ left + ",\"ubicacion\":{\"lat\":-33.4,\"lon\":-70.6}}");
	}

	@Test
	void aFugitiveIsOneUntilItIsRecovered() {
		String notice = """
				{"patente":"OF-2","lat":-33.4,"lon":-70.6,"agente":"Luis"}""";
		guild.post("/avisos", notice);
		await().atMost(PATIENCE).until(() -> guild.get("/profugos").body().contains("OF-2"));

		HttpResponse<String> recovered = guild.post("/carritos/of-2/recuperacion", "", AS_OFFICIAL);

		assertThat(recovered.statusCode()).isEqualTo(200);
		assertThat(guild.get("/profugos").body()).doesNotContain("OF-2");
	}

	@Test
	void anAgentAccusesACartSoOftenAndNoMore() {
		String notice = """
				{"patente":"OF-3","lat":-33.4,"lon":-70.6,"agente":"Inés"}""";

		assertThat(Stream.generate(() -> guild.post("/avisos", notice).statusCode()).limit(12)).contains(202, 429);
	}

	private static String apply(String rut, String plate) {
		String application = "{\"nombre\":\"Ana\",\"apellido\":\"P\",\"correo\":\"a@b.cl\",\"premium\":true,\"rut\":\""
				+ rut + "\",\"patente\":\"" + plate + "\"}";
		String id = guild.post("/miembros", application).body().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
		await().atMost(PATIENCE).until(() -> guild.get("/solicitudes").body().contains(id));
		return id;
	}

	private static HttpResponse<String> decide(String id, boolean accepted) {
		return guild.post("/solicitudes/" + id + "/decision", "{\"aceptada\":" + accepted + "}", AS_OFFICIAL);
	}

}
