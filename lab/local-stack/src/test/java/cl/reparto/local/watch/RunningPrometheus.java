package cl.reparto.local.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

import cl.reparto.local.process.FreePorts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Prometheus as a process of this machine. It is gone when this JVM is, however that
 * ends: it is killed when the pipe to it closes.
 */
final class RunningPrometheus implements AutoCloseable {

	private static final String SCRIPT = "\"$@\" & cat > /dev/null; kill $!; wait";

	private final URI address = URI.create("http://127.0.0.1:" + FreePorts.pick(1).getFirst());

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	/**
	 * Starts Prometheus, with its data and log in a folder, in a hurry: it looks each
	 * second.
	 */
	RunningPrometheus(Path configuration, Path folder) throws IOException {
		YAMLMapper yaml = new YAMLMapper();
		ObjectNode hurried = (ObjectNode) yaml.readTree(configuration);
		hurried.putObject("global").put("scrape_interval", "1s").put("evaluation_interval", "1s");
		Path file = folder.resolve("prometheus.yml");
		yaml.writeValue(file, hurried);
		this.process = new ProcessBuilder("sh", "-c", SCRIPT, "sh", "prometheus", "--config.file=" + file,
				"--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=" + this.address.getAuthority())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("prometheus.log").toFile())
			.start();
	}

	/**
	 * The values of an expression in PromQL now, but for NaN.
	 * @throws IllegalArgumentException if Prometheus does not understand it
	 */
	List<String> query(String expression) {
		return get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8)).get("result")
			.valueStream()
			.map((series) -> series.get("value").get(1).stringValue())
			.filter((value) -> !value.equals("NaN"))
			.toList();
	}

	/** The rules that are evaluated: name, health and last error of each. */
	List<JsonNode> rules() {
		return get("/api/v1/rules").get("groups")
			.valueStream()
			.flatMap((group) -> group.get("rules").valueStream())
			.toList();
	}

	/** Whether it answers questions. */
	boolean isReady() throws InterruptedException {
		try {
			return ask("/-/ready").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private JsonNode get(String path) {
		try {
			JsonNode answer = JsonMapper.shared().readTree(ask(path).body());
			if (!answer.get("status").stringValue().equals("success")) {
				throw new IllegalArgumentException(path + ": " + answer.get("error"));
			}
			return answer.get("data");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(this.address.resolve(path)).build(), BodyHandlers.ofString());
	}

	@Override
	public void close() throws IOException {
		this.http.shutdownNow();
		this.process.getOutputStream().close();
		this.process.onExit().join();
	}

}
